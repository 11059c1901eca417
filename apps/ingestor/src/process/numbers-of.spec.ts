import { describe, expect, it } from '@jest/globals';
import { assemblePresets } from '#libs/policy/load/assemble-presets.js';
import { policyFiles, withFile } from '#libs/policy/testing/policy-files.js';
import { findCaseNumbers } from './find-case-numbers.js';
import { numbersOf } from './numbers-of.js';

const shipped = policyFiles();
const next = (shipped.presets.find(({ file }) => file === 'property-group.yaml')?.text ?? '')
  .replace('version: "2026.1"', 'version: "2026.2"')
  .replace(/effectiveFrom: .*/u, 'effectiveFrom: 2026-11-25')
  .replace('pattern: "{yyyy}{MM}-{type}-{seq:3}"', 'pattern: "TS{yy}{seq:5}"');

describe('the numbers of a preset', () => {
  it('are those of every version: a case keeps the number of the one it was opened under (ME-0.9)', () => {
    const numbers = numbersOf(assemblePresets(withFile(shipped, 'next.yaml', next)).book);
    const text = '关于202611-ZL-004，以及昨天的 ts2600017，还没有人联系我。';
    expect(findCaseNumbers(text, numbers.of('property-group'))).toEqual(['202611-ZL-004', 'TS2600017']);
    expect(findCaseNumbers(text, numbers.of('private-cinema'))).toEqual(['202611-ZL-004']);
    expect(numbers.of('nobody')).toBeNull();
  });
});
