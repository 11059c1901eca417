import { existsSync } from 'node:fs';
import { swcOptions } from './libs/testing/jest/swc-options.mjs';

const common = {
  // Not in the temporary folder, which is another one for each run of bin/redress test.
  cacheDirectory: '<rootDir>/.redress/jest',
  setupFilesAfterEnv: ['<rootDir>/libs/testing/jest/patience.ts'],
  testEnvironment: 'node',
  roots: ['apps', 'libs', 'test']
    .filter((folder) => existsSync(new URL(folder, import.meta.url)))
    .map((folder) => `<rootDir>/${folder}`),
  extensionsToTreatAsEsm: ['.ts'],
  moduleFileExtensions: ['js', 'ts', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    '^#(apps|libs)/(.*)\\.js$': '<rootDir>/$1/$2.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    // Its ES modules import JSON in a way that Jest warns about, four lines for each worker.
    '^libphonenumber-js/max$': '<rootDir>/node_modules/libphonenumber-js/max/index.cjs',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};

/** Suites that need real servers get them from the keeper, which starts each when it is first asked for. */
const withServers = {
  ...common,
  globalSetup: '<rootDir>/libs/testing/jest/server-keeper.mjs',
  globalTeardown: '<rootDir>/libs/testing/jest/server-keeper-end.mjs',
  testEnvironment: '<rootDir>/libs/testing/jest/server-environment.mjs',
};

/** The suffix chooses the suite: pure, one adapter or use case, the pipeline, kills and cuts. */
export default {
  maxWorkers: 3,
  testSequencer: '<rootDir>/libs/testing/jest/longest-first.sequencer.mjs',
  // Whole installations run at the same time in the kill tests: more of them would starve each other on two cores.
  maxConcurrency: 3,
  projects: [
    { ...common, displayName: 'unit', testRegex: '(?<!\\.(int|e2e|fault))\\.spec\\.ts$' },
    { ...withServers, displayName: 'int', testRegex: '\\.int\\.spec\\.ts$' },
    { ...withServers, displayName: 'e2e', testRegex: '\\.e2e\\.spec\\.ts$' },
    { ...withServers, displayName: 'fault', testRegex: '\\.fault\\.spec\\.ts$' },
  ],
};
