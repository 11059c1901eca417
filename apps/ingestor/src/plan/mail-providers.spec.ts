import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigurationFault } from '#libs/config/configuration-fault.js';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { loadIntakePlan } from './load-intake-plan.js';
import { loadMailProviders } from './mail-providers.js';

const shipped = loadMailProviders(join(projectFolder(), 'config/mail-providers.yaml'));

const planOf = (imap: string, mailbox = ''): string => `
mailboxes:
  - key: garden
    preset: property-group
    unit: jiangnan
    origin: mailbox
    addresses: [complaints@example.com]
    ${mailbox}
    imap:
      user: complaints@example.com
      ${imap}
`;

const load = (text: string) => loadIntakePlan('intake.yaml', { CODE: 'x', REFRESH: 'y' }, shipped, () => text).plan;

const faultsOf = (work: () => unknown): readonly string[] => {
  try {
    work();
    return [];
  } catch (error) {
    return error instanceof ConfigurationFault ? error.lines : [String(error)];
  }
};

describe('profiles of mail providers', () => {
  it.each([
    ['qq', 'imap.qq.com', 'idle'],
    ['exmail', 'imap.exmail.qq.com', 'idle'],
    ["'163'", 'imap.163.com', 'poll'],
    ['aliyun', 'imap.qiye.aliyun.com', 'idle'],
  ])('%s fill in what the plan leaves out', (provider, host, news) => {
    const [mailbox] = load(planOf(`provider: ${provider}\n      password: { env: CODE }`)).mailboxes;
    expect(mailbox).toMatchObject({ addressMode: 'none', imap: { host, port: 993, security: 'tls', news } });
    expect(mailbox?.imap?.junkNames).toEqual(expect.arrayContaining([expect.stringMatching(/^\p{Script=Han}+$/u)]));
  });

  it('go behind what the plan itself says', () => {
    const [mailbox] = load(
      planOf(`provider: "163"\n      host: imap.126.com\n      password: { env: CODE }`, 'addressMode: plus'),
    ).mailboxes;
    expect(mailbox).toMatchObject({
      addressMode: 'plus',
      imap: { host: 'imap.126.com', processedFolder: 'Processed' },
    });
  });

  it('say in Chinese and English how to get what logs in, and which provider wants ID', () => {
    expect([...shipped.keys()].sort()).toEqual(['163', 'aliyun', 'exmail', 'generic', 'qq']);
    for (const { setUp, title } of shipped.values()) {
      expect(setUp.zh).toMatch(/\p{Script=Han}/u);
      expect(setUp.en).toMatch(/[a-z]/u);
      expect(title.zh).not.toBe('');
    }
    expect([...shipped].filter(([, { needsId }]) => needsId).map(([name]) => name)).toEqual(['163']);
  });

  it('that are wrong are named by file and line', () => {
    const text = 'providers:\n  generic:\n    title: {zh: 一, en: a}\n    imap: {port: 99999}\n';
    expect(faultsOf(() => loadMailProviders('p.yaml', () => text))).toEqual([
      expect.stringMatching(/^p\.yaml:4: providers\.generic\.imap\.port /u),
      expect.stringMatching(/^p\.yaml:\d: providers\.generic\.setUp /u),
    ]);
    expect(faultsOf(() => loadMailProviders('p.yaml', () => 'providers: {}'))[0]).toContain('generic');
    expect(faultsOf(() => loadMailProviders('p.yaml', () => readFileSync('/nowhere', 'utf8')))[0]).toContain(
      'cannot be read',
    );
  });
});

describe('the example of an intake plan', () => {
  const example = readFileSync(join(projectFolder(), 'config/intake.example.yaml'), 'utf8');
  const secrets = { JIANGNAN_MAIL_PASSWORD: 'x', JIANGNAN_MAIL_CLIENT_SECRET: 'y' };
  const read = (text: string) => (path: string) => (path === 'intake.yaml' ? text : 'refresh\n');
  /** As somebody who tries it takes the comment signs away. */
  const uncommented = (text: string): string => {
    const begin = text.indexOf('    # imap:');
    const end = text.indexOf('\n\n', begin);
    return `${text.slice(0, begin)}${text.slice(begin, end).replace(/^    # /gmu, '    ')}${text.slice(end)}`;
  };

  it('is one with its comments, and with the mailbox read by IMAP', () => {
    expect(loadIntakePlan('intake.yaml', {}, shipped, read(example)).plan.mailboxes).toHaveLength(1);
    const [mailbox] = loadIntakePlan('intake.yaml', secrets, shipped, read(uncommented(example))).plan.mailboxes;
    expect(mailbox?.imap).toMatchObject({ provider: 'exmail', folders: ['INBOX', '\\Junk'], news: 'idle' });
  });

  it('is one with OAuth2 instead of the password', () => {
    const text = uncommented(example)
      .replace(/^ +password: .*\n/mu, '')
      .replace(/^ {6}# (oauth:|  [a-z]+[A-Z]?[a-zA-Z]*: )/gmu, '      $1');
    const [mailbox] = loadIntakePlan('intake.yaml', secrets, shipped, read(text)).plan.mailboxes;
    expect(mailbox?.imap?.oauth).toMatchObject({ clientId: 'redress', scope: expect.any(String) });
  });
});

describe('a mailbox of the intake plan', () => {
  it('that names an unknown provider, or none and no server, is told what to write', () => {
    expect(faultsOf(() => load(planOf('provider: gmail\n      host: a\n      password: { env: CODE }')))).toEqual([
      'intake.yaml:11: mailboxes.0.imap.provider has no profile; there are 163, generic, qq, exmail, aliyun',
    ]);
    expect(faultsOf(() => load(planOf('password: { env: CODE }')))).toEqual([
      expect.stringMatching(
        /^intake\.yaml:\d+: mailboxes\.0\.imap\.host is missing: name the IMAP server, or a provider/u,
      ),
    ]);
  });

  it('signs in by a password or by OAuth2, never by both or by none', () => {
    const oauth = (url: string) => `oauth: { tokenUrl: "${url}", clientId: redress, refreshToken: { env: REFRESH } }`;
    const token = 'https://login.example.com/token';
    expect(faultsOf(() => load(planOf(`host: a\n      ${oauth(token)}`)))).toEqual([]);
    expect(faultsOf(() => load(planOf('host: a')))).toEqual([
      expect.stringContaining('password is missing: give it, or oauth'),
    ]);
    expect(faultsOf(() => load(planOf(`host: a\n      password: { env: CODE }\n      ${oauth(token)}`)))).toEqual([
      expect.stringContaining('password and oauth are both given'),
    ]);
    expect(faultsOf(() => load(planOf(`host: a\n      ${oauth('http://login.example.com/token')}`)))).toEqual([
      expect.stringContaining('must begin with https://'),
    ]);
    expect(faultsOf(() => load(planOf(`host: a\n      ${oauth('http://127.0.0.1:1/token')}`)))).toEqual([]);
  });

  it('has every secret of OAuth2 read at the start', () => {
    const text = planOf(
      'host: a\n      oauth: { tokenUrl: "https://a.example.com/", clientId: r, clientSecret: { env: NOT_THERE }, refreshToken: { env: REFRESH } }',
    );
    expect(faultsOf(() => load(text))).toEqual(['intake.yaml: secret from NOT_THERE is missing or empty']);
  });
});
