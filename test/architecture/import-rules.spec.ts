import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { jsonOf, withTree } from './run-tool.js';

const root = projectFolder();
const configFile = join(root, '.dependency-cruiser.cjs');
const config = createRequire(import.meta.url)(configFile) as { forbidden: { name: string; comment?: string }[] };

/** For each rule: a file, and what it must not import. */
const plants: Readonly<Record<string, readonly [file: string, imports: string]>> = {
  'no-circular': ['libs/mail/chicken.ts', './egg.js'],
  resolvable: ['libs/mail/lost.ts', '#libs/mail/nowhere.js'],
  'declared-packages': ['libs/mail/borrow.ts', 'undeclared'],
  'tests-stay-outside': ['apps/watchdog/src/cheat.ts', '#libs/testing/fixture.js'],
  'apps-apart': ['apps/watchdog/src/reach.ts', '#apps/dispatcher/src/case/change-case.js'],
  'standalone-by-the-front-door': ['apps/standalone/src/reach.ts', '#apps/dispatcher/src/case/change-case.js'],
  'cli-by-the-front-door': ['apps/cli/src/reach.ts', '#apps/dispatcher/src/case/change-case.js'],
  'libs-below-apps': ['libs/runtime/reach.ts', '#apps/dispatcher/src/case/change-case.js'],
  'contracts-alone': ['libs/contracts/reach.ts', '#libs/mail/egg.js'],
  'failure-alone': ['libs/failure/reach.ts', '#libs/mail/egg.js'],
  'policy-pure': ['libs/policy/deadline/stored.ts', '@mikro-orm/core'],
  'policy-reads-no-files': ['libs/policy/deadline/read.ts', 'node:fs'],
  'mail-pure': ['libs/mail/compose/send.ts', 'node:net'],
  'decisions-pure': ['apps/dispatcher/src/case/close.decision.ts', '@nestjs/common'],
  'decisions-touch-nothing': ['apps/dispatcher/src/case/open.decision.ts', 'node:crypto'],
  'door-broker': ['apps/dispatcher/src/publish.ts', 'amqplib'],
  'door-postgres': ['apps/dispatcher/src/query.ts', 'pg'],
  'door-imap': ['apps/ingestor/src/poll.ts', 'imapflow'],
  'door-mail-out': ['apps/watchdog/src/warn.ts', 'nodemailer'],
  'door-mail-in': ['apps/ingestor/src/listen.ts', 'smtp-server'],
  'door-logger': ['apps/watchdog/src/log.ts', 'pino'],
  'door-command-line': ['apps/watchdog/src/arguments.ts', 'commander'],
  'door-segmentation': ['libs/policy/words.ts', '@node-rs/jieba'],
  'door-fax': ['apps/ingestor/src/process/read-picture.ts', 'tesseract.js'],
};

/** What the plants import, and packages that look installed. */
const scenery: Readonly<Record<string, string>> = {
  'libs/mail/egg.ts': "import './chicken.js';\n",
  'libs/testing/fixture.ts': 'export const fixture = 1;\n',
  'apps/dispatcher/src/case/change-case.ts': 'export const changeCase = 1;\n',
  ...Object.fromEntries(
    [
      'undeclared',
      '@mikro-orm/core',
      '@nestjs/common',
      'amqplib',
      'pg',
      'imapflow',
      'nodemailer',
      'smtp-server',
      'pino',
      'commander',
      '@node-rs/jieba',
      'tesseract.js',
    ].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, ''],
    ]),
  ),
  'package.json': JSON.stringify({
    name: 'plants',
    type: 'module',
    dependencies: Object.fromEntries(
      [
        '@mikro-orm/core',
        '@nestjs/common',
        'amqplib',
        'pg',
        'imapflow',
        'nodemailer',
        'smtp-server',
        'pino',
        'commander',
        '@node-rs/jieba',
      ].map((name) => [name, '1.0.0']),
    ),
  }),
};

interface CruiseReport {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

describe('the import rules', () => {
  let fired: Set<string>;

  beforeAll(async () => {
    const planted = Object.values(plants).map(([file, imports]) => [file, `import '${imports}';\n`]);
    const report = await withTree(
      { ...scenery, ...(Object.fromEntries(planted) as Record<string, string>) },
      (folder) =>
        jsonOf(
          join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
          ['--config', configFile, '--output-type', 'json', 'apps', 'libs'],
          folder,
        ),
    );
    fired = new Set((report as CruiseReport).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`));
  }, 60_000);

  it('each have a planted violation and say why they exist', () => {
    expect(Object.keys(plants).toSorted()).toEqual(config.forbidden.map(({ name }) => name).toSorted());
    expect(config.forbidden.filter(({ comment }) => comment === undefined)).toEqual([]);
  });

  it.each(Object.entries(plants))('%s fires', (name, [file]) => {
    expect(fired).toContain(`${name} ${file}`);
  });
});
