import tseslint from 'typescript-eslint';
import { honestTests } from './tooling/lint/honest-tests.mjs';
import { noMachineTime } from './tooling/lint/no-machine-time.mjs';
import { oneEnvironmentDoor } from './tooling/lint/one-environment-door.mjs';

/** Rules of this project; each has a planted violation in test/architecture/lint-rules.spec.ts. */
const redress = {
  rules: { 'no-machine-time': noMachineTime, 'one-environment-door': oneEnvironmentDoor, 'honest-tests': honestTests },
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', '.redress/', '**/*.mjs', '**/*.cjs'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { redress },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      curly: 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name: the name is the same wherever it is used.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings, or z.enum().' },
        { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
      ],
      'redress/no-machine-time': 'error',
      'redress/one-environment-door': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      // [...text] is how code points are counted here.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A message handler returns a settlement, or nothing when all is done.
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Nest declares its options as classes.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // A Nest module is a class without members.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  { files: ['**/*.spec.ts', '**/*.features.ts'], rules: { 'redress/honest-tests': 'error' } },
  {
    files: ['libs/clock/**', 'libs/testing/**', 'test/architecture/lint-rules.spec.ts'],
    rules: { 'redress/no-machine-time': 'off' },
  },
  {
    files: ['libs/config/environment.ts'],
    rules: { 'redress/one-environment-door': 'off' },
  },
);
