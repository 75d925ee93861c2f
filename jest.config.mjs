/**
 * Four layers (docs/architecture.md, "Tests"): unit needs nothing; integration, end to end and contract share one
 * embedded Postgres server started by the global set-up, each file with a database of its own.
 */
const layer = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  // Subpath imports (#lib/*) resolve to sources in tests, to dist when the product runs.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
  ...more,
});

const withServer = {
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.mjs',
};

export default {
  maxWorkers: 2,
  // Modules of a test file stay in its worker's memory for good (Node's vm modules): without a limit a worker comes to
  // more than 4 GB, and collecting them takes the time that the tests need.
  workerIdleMemoryLimit: '1GB',
  // A bound, not a measure: real processes and servers on a small, busy machine take their time.
  testTimeout: 300_000,
  projects: [
    layer('unit', ['<rootDir>/{apps,libs}/**/*.spec.ts']),
    layer('integration', ['<rootDir>/{apps,libs}/**/*.int-spec.ts'], withServer),
    layer('e2e', ['<rootDir>/test/**/*.e2e-spec.ts'], withServer),
    layer('contract', ['<rootDir>/test/contract/*.contract-spec.ts'], withServer),
  ],
};
