import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from '#libs/runtime/project-folder.js';
import { jsonOf, withTree } from './run-tool.js';

const root = projectFolder();

/** For each rule: a file with a violation. Where a rule has exceptions, the file lies where it has none. */
const plants: Readonly<Record<string, readonly [file: string, source: string]>> = {
  'redress/no-machine-time': ['apps/a/machine-time.ts', 'export const at = new Date();'],
  'redress/one-environment-door': ['apps/a/environment.ts', "export const home = process.env['HOME'];"],
  'redress/honest-tests': [
    'apps/a/skipped.spec.ts',
    "import { it } from './it.js';\nit.skip('does', () => undefined);",
  ],
  'no-restricted-syntax': ['apps/a/default.ts', 'export default 1;'],
  'no-console': ['apps/a/console.ts', "console.log('here');"],
  curly: ['apps/a/curly.ts', 'export const f = (a: boolean): number => {\n  if (a) return 1;\n  return 2;\n};'],
  eqeqeq: ['apps/a/equal.ts', 'export const f = (a: unknown, b: unknown): boolean => a == b;'],
  '@typescript-eslint/no-explicit-any': ['apps/a/any.ts', 'export const f = (a: any): unknown => a;'],
  '@typescript-eslint/no-non-null-assertion': ['apps/a/bang.ts', 'export const f = (a: string | null): string => a!;'],
  '@typescript-eslint/no-floating-promises': ['apps/a/floating.ts', 'const p = async () => Promise.resolve(1);\np();'],
  '@typescript-eslint/no-misused-promises': ['apps/a/misused.ts', '[1].forEach(async (n) => Promise.resolve(n));'],
  '@typescript-eslint/await-thenable': ['apps/a/thenable.ts', 'export const f = async (): Promise<number> => await 1;'],
  '@typescript-eslint/require-await': ['apps/a/require.ts', 'export const f = async (): Promise<number> => 1;'],
  '@typescript-eslint/return-await': [
    'apps/a/return.ts',
    'export const f = async (p: Promise<1>): Promise<1> => {\n  try {\n    return p;\n  } finally {\n    p.toString();\n  }\n};',
  ],
  '@typescript-eslint/switch-exhaustiveness-check': [
    'apps/a/switch.ts',
    "export const f = (a: 'x' | 'y'): void => {\n  switch (a) {\n    case 'x':\n      f(a);\n  }\n};",
  ],
  '@typescript-eslint/consistent-type-imports': [
    'apps/a/import.ts',
    "import { Kind } from './kind.js';\nexport const f = (a: Kind): Kind => a;",
  ],
  '@typescript-eslint/require-array-sort-compare': [
    'apps/a/sort.ts',
    'export const f = (a: number[]): number[] => a.sort();',
  ],
  '@typescript-eslint/no-unused-vars': ['apps/a/unused.ts', 'const unused = 1;\nexport {};'],
};

/** More forms of our own rules, and their exceptions. */
const forms: readonly (readonly [file: string, source: string, rule: string, fires: boolean])[] = [
  ['apps/b/now.ts', 'export const at = Date.now();', 'redress/no-machine-time', true],
  ['apps/b/sql.ts', "export const sql = 'update t set at = now()';", 'redress/no-machine-time', true],
  [
    'apps/b/template.ts',
    'export const sql = (t: string): string => `select CURRENT_TIMESTAMP from ${t}`;',
    'redress/no-machine-time',
    true,
  ],
  [
    'apps/b/leased.ts',
    "export const sql = 'update t set until = clock_timestamp()';",
    'redress/no-machine-time',
    false,
  ],
  ['apps/b/parsed.ts', "export const at = new Date('2026-11-21T00:00:00Z');", 'redress/no-machine-time', false],
  ['libs/clock/system.ts', 'export const at = new Date();', 'redress/no-machine-time', false],
  ['libs/config/environment.ts', 'export const env = process.env;', 'redress/one-environment-door', false],
  [
    'apps/b/module.ts',
    "import { env } from 'node:process';\nexport const home = env;",
    'redress/one-environment-door',
    true,
  ],
  ['apps/b/barrel.ts', "export * from './kind.js';", 'no-restricted-syntax', true],
  [
    'apps/b/only.spec.ts',
    "import { it } from './it.js';\nit.only('does', () => undefined);",
    'redress/honest-tests',
    true,
  ],
];

const scenery = {
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      strict: true,
      module: 'nodenext',
      target: 'es2024',
      verbatimModuleSyntax: true,
      noEmit: true,
      types: [],
    },
    include: ['apps', 'libs'],
  }),
  'package.json': JSON.stringify({ name: 'plants', type: 'module' }),
  'apps/process.d.ts':
    "declare const process: { env: Record<string, string> };\ndeclare const console: { log(a: string): void };\ndeclare module 'node:process' {\n  export const env: Record<string, string>;\n}\n",
  'apps/a/kind.ts': 'export interface Kind {\n  readonly kind: 1;\n}',
  'apps/b/kind.ts': 'export interface Kind {\n  readonly kind: 1;\n}',
  'apps/a/it.ts': 'export const it = { skip: (title: string, run: () => void): void => run() };',
  'apps/b/it.ts': 'export const it = { only: (title: string, run: () => void): void => run() };',
};

type LintReport = readonly {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}[];

describe('the lint rules', () => {
  let fired: Set<string>;

  beforeAll(async () => {
    const planted = [...Object.values(plants), ...forms].map(([file, source]) => [file, `${source}\n`]);
    await withTree({ ...scenery, ...(Object.fromEntries(planted) as Record<string, string>) }, async (folder) => {
      const eslint = join(root, 'node_modules/eslint/bin/eslint.js');
      const args = ['--config', join(root, 'eslint.config.mjs'), '--format', 'json', '.'];
      const report = (await jsonOf(eslint, args, folder)) as LintReport;
      fired = new Set(
        report.flatMap(({ filePath, messages }) =>
          messages.map(
            ({ ruleId }) => `${ruleId ?? 'does not parse'} ${filePath.slice(filePath.search(/(apps|libs)\//u))}`,
          ),
        ),
      );
    });
  }, 60_000);

  it.each(Object.entries(plants))('%s fires', (rule, [file]) => {
    expect(fired).toContain(`${rule} ${file}`);
  });

  it.each(forms)('%s: %s', (file, _source, rule, fires) => {
    expect(fired.has(`${rule} ${file}`)).toBe(fires);
  });
});
