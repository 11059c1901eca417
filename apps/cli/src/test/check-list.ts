/** A check of the whole tree; it passes when the program ends with 0. */
export interface Check {
  readonly name: string;
  /** A script of node_modules, run by Node, or a program by its absolute path. */
  readonly program: string;
  readonly args: readonly string[];
}

export const checkList: readonly Check[] = [
  {
    name: 'types: the whole tree typechecks',
    program: 'node_modules/typescript/bin/tsc',
    args: ['-p', 'tsconfig.json', '--noEmit', '--incremental', '--tsBuildInfoFile', '.redress/typecheck.tsbuildinfo'],
  },
  {
    name: 'lint: no error and no warning',
    program: 'node_modules/eslint/bin/eslint.js',
    args: ['--max-warnings', '0', '.'],
  },
  {
    name: 'format: every file is as prettier writes it',
    program: 'node_modules/prettier/bin/prettier.cjs',
    args: ['--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'imports: no rule of .dependency-cruiser.cjs is broken',
    program: 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test'],
  },
  {
    name: 'docs: generated pages say what the code says',
    program: 'dist/apps/cli/src/main.js',
    args: ['docs', '--check'],
  },
  {
    name: 'lock file: npm ci can use it on every platform',
    program: 'tooling/complete-lock-file.mjs',
    args: ['--check'],
  },
  { name: 'shell: bin/redress parses as POSIX sh', program: '/bin/sh', args: ['-n', 'bin/redress'] },
];
