import { checkResult, isGreen, jestResult, summary } from './tally.ts';
import type { JestReport } from './tally.ts';

const report = (change: Partial<JestReport> = {}): JestReport => ({
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [],
  ...change,
});

describe('the tally', () => {
  it('sums checks and tests', () => {
    const results = [checkResult('lint', undefined), checkResult('types', 'a fault'), jestResult('tests', report())];

    expect(summary(results)).toBe('3 passed, 1 failed, 1 skipped');
    expect(isGreen(results)).toBe(false);
  });

  it('counts a test file that could not be loaded as a failure', () => {
    const broken = { name: 'broken.spec.ts', message: 'Cannot find module', assertionResults: [] };

    const result = jestResult('tests', report({ testResults: [broken] }));

    expect(result.failed).toBe(1);
    expect(result.failures.join()).toContain('Cannot find module');
  });

  it('counts a Jest that broke off as a failure, whatever its tests said', () => {
    expect(jestResult('tests', report(), 'Jest did not end').failed).toBe(1);
  });

  it('is not green when nothing ran', () => {
    expect(isGreen([])).toBe(false);
  });
});
