export default {
  projects: ['<rootDir>/apps/*', '<rootDir>/libs/*', '<rootDir>/tools'],
  passWithNoTests: true,
  testTimeout: 60_000,
  testSequencer: '<rootDir>/tools/test/integration-first.mjs',
};
