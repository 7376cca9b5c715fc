import preset from '../../jest.preset.mjs';

const react = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'automatic' } },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

export default {
  ...preset,
  displayName: 'react',
  testEnvironment: 'jsdom',
  setupFiles: ['<rootDir>/jest.setup.mjs'],
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', react] },
  testEnvironmentOptions: { customExportConditions: ['@polyspool/source', 'browser'] },
};
