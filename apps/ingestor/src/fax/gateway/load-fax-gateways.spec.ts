import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { loadFaxGateways } from './load-fax-gateways.js';

const folder = mkdtempSync(join(tmpdir(), 'redress-fax-forms-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function faultsOf(text: string): readonly string[] {
  const file = join(folder, 'forms.yaml');
  writeFileSync(file, text);
  try {
    loadFaxGateways(file);
    return [];
  } catch (error) {
    return error instanceof ConfigurationFault ? error.lines.map((line) => line.replace(file, 'forms.yaml')) : ['?'];
  }
}

describe('forms of fax gateways', () => {
  it('name file, line and what is wrong with a pattern', () => {
    expect(
      faultsOf(`forms:
  ours:
    title: Ours
    caller:
      - {in: subject, pattern: '(\\d+)'}
      - {in: subject, pattern: 'from ({caller}'}
      - {in: cellar, pattern: '{caller}'}
`),
    ).toEqual([
      'forms.yaml:5: forms.ours.caller.0.pattern has no {caller}',
      'forms.yaml:6: forms.ours.caller.1.pattern is no regular expression',
      expect.stringMatching(/^forms\.yaml:7: forms\.ours\.caller\.2\.in /u),
    ]);
  });

  it('that cannot be read end the start with a line', () => {
    expect(() => loadFaxGateways(join(folder, 'nowhere.yaml'))).toThrow(ConfigurationFault);
    expect(faultsOf('forms: [')).toEqual([expect.stringMatching(/not YAML/u)]);
  });
});
