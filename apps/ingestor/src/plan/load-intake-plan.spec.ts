import { describe, expect, it } from '@jest/globals';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { loadIntakePlan } from './load-intake-plan.js';
import { noProfiles } from './mail-providers.js';

const plan = `
mailboxes:
  - key: garden-mail
    preset: property-group
    unit: sunshine-garden
    origin: mail
    addresses: [Complaints@Example.com, "*@reply.example.com"]
    addressMode: plus
    imap:
      host: imap.example.com
      user: complaints@example.com
      password: { env: GARDEN_PASSWORD }
sms:
  - key: gateway
    preset: property-group
    unit: sunshine-garden
    origin: sms
    provider: generic
    secrets: [{ file: /run/secrets/new }, { file: /run/secrets/old }]
`;

const files =
  (text: string): ((path: string) => string) =>
  (path) => {
    if (path === 'intake.yaml') {
      return text;
    }
    if (path.startsWith('/run/secrets/')) {
      return `${path.slice(13)}-secret\n`;
    }
    throw Object.assign(new Error('no'), { code: 'ENOENT' });
  };

const faultsOf = (text: string, env = { GARDEN_PASSWORD: 'x' }): readonly string[] => {
  try {
    loadIntakePlan('intake.yaml', env, noProfiles, files(text));
    return [];
  } catch (error) {
    return error instanceof ConfigurationFault ? error.lines : [String(error)];
  }
};

describe('intake plan', () => {
  it('is read with its defaults and its secrets', () => {
    const loaded = loadIntakePlan('intake.yaml', { GARDEN_PASSWORD: 'geheim' }, noProfiles, files(plan));
    const [mailbox] = loaded.plan.mailboxes;
    expect(mailbox?.addresses).toEqual(['complaints@example.com', '*@reply.example.com']);
    expect(mailbox?.imap).toMatchObject({
      security: 'tls',
      folders: ['INBOX', '\\Junk'],
      processedFolder: 'Processed',
    });
    expect(loaded.secretOf({ env: 'GARDEN_PASSWORD' })).toBe('geheim');
    expect(loaded.plan.sms[0]?.secrets.map(loaded.secretOf)).toEqual(['new-secret', 'old-secret']);
  });

  it('names file, line and path of every fault', () => {
    const wrong = plan.replace('addressMode: plus', 'adressMode: plus').replace('origin: sms', 'origin: ""');
    expect(faultsOf(wrong)).toEqual([
      expect.stringMatching(/^intake\.yaml:3: mailboxes\.0 has unknown keys: adressMode$/u),
      expect.stringMatching(/^intake\.yaml:17: sms\.0\.origin /u),
    ]);
  });

  it('refuses a secret written in the file and does not print it', () => {
    const lines = faultsOf(plan.replace('{ env: GARDEN_PASSWORD }', 'hunter2'));
    expect(lines).toEqual([
      'intake.yaml:12: mailboxes.0.imap.password must be { env: NAME } or { file: path }; secrets are not written here',
    ]);
  });

  it('names the secret that is missing, and a key that is used twice', () => {
    expect(faultsOf(plan, { GARDEN_PASSWORD: '' })).toEqual([
      'intake.yaml: secret from GARDEN_PASSWORD is missing or empty',
    ]);
    expect(faultsOf(plan.replace('key: gateway', 'key: garden-mail'))).toEqual([
      'intake.yaml:14: sms.0.key is used twice',
    ]);
  });

  it('names a certificate authority that cannot be read, before anything is connected to', () => {
    const text = plan.replace('user: complaints', 'caFile: /etc/ssl/nowhere.pem\n      user: complaints');
    expect(faultsOf(text)).toEqual(['intake.yaml:11: mailboxes.0.imap.caFile cannot be read']);
  });

  it('says in one line when the file is missing or is not YAML', () => {
    expect(() => loadIntakePlan('other.yaml', {}, noProfiles, files(plan))).toThrow(
      'other.yaml: cannot be read (ENOENT)',
    );
    expect(faultsOf('mailboxes: [')).toHaveLength(1);
  });
});
