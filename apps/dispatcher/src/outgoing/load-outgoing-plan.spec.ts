import { describe, expect, it } from '@jest/globals';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { loadOutgoingPlan, type Outgoing } from './load-outgoing-plan.js';

const sender = '  - {preset: property-group, organisation: 江南里项目, name: 客服, address: tousu@example.com}';

function load(accounts: string, env: Readonly<Record<string, string>> = { SECRET: 's-1' }): Outgoing {
  return loadOutgoingPlan('out.yaml', env, () => `senders:\n${sender}\nsms:\n${accounts}\n`);
}

function faults(accounts: string, env?: Readonly<Record<string, string>>): string {
  try {
    load(accounts, env);
  } catch (error) {
    return error instanceof ConfigurationFault ? error.lines.join('\n') : String(error);
  }
  return 'none';
}

const twilio = 'provider: twilio, accountSid: AC1, secret: {env: SECRET}, from: "+14155550100"';

describe('accounts for text messages in the outgoing plan', () => {
  it("are chosen by unit, else by preset, else there is one for all; the plan's secrets are read at the start", () => {
    const { senders, sms, secretOf } = load(
      [
        `  - {key: all, ${twilio}}`,
        `  - {key: group, preset: property-group, ${twilio}}`,
        `  - {key: lake, preset: property-group, unit: yunhu, ${twilio}}`,
      ].join('\n'),
    );
    expect(senders.smsAccount('property-group', 'yunhu')).toBe('lake');
    expect(senders.smsAccount('property-group', 'jiangnan')).toBe('group');
    expect(senders.smsAccount('private-cinema', 'jiangnan')).toBe('all');
    expect(sms.map((account) => (account.provider === 'twilio' ? secretOf(account.secret) : ''))).toEqual([
      's-1',
      's-1',
      's-1',
    ]);
  });

  it.each([
    [
      'a secret that is written down',
      `  - {key: a, ${twilio.replace('{env: SECRET}', 'hush')}}`,
      'out.yaml:4: sms.0.secret must be { env: NAME } or { file: path }',
    ],
    ['a provider that nobody knows', '  - {key: a, provider: pigeon}', 'out.yaml:4: sms.0.provider '],
    ['a key twice', `  - {key: a, ${twilio}}\n  - {key: a, ${twilio}}`, 'out.yaml:5: sms.1.key is used twice'],
    [
      'neither number nor service',
      '  - {key: a, provider: twilio, accountSid: AC1, secret: {env: SECRET}}',
      'sms.0.from or messagingServiceSid must be given, one of the two',
    ],
    [
      'a token without its key',
      '  - {key: a, provider: vonage, api: messages, apiKey: k, secret: {env: SECRET}, from: X}',
      'sms.0.privateKey and applicationId are needed for api: messages',
    ],
    ['a setting that is misspelt', `  - {key: a, sender: x, ${twilio}}`, 'sms.0 has unknown keys: sender'],
  ])('%s is an error with its line', (_case, accounts, line) => {
    expect(faults(accounts)).toContain(line);
    expect(faults(accounts)).not.toContain('hush');
  });

  it('without their secret do not start', () => {
    expect(faults(`  - {key: a, ${twilio}}`, {})).toBe('out.yaml: secret from SECRET is missing or empty');
  });
});
