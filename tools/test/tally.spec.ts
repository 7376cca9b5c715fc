import { checkResult, faultsResult, isGreen, jestResult, summary } from './tally.ts';
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

  it('counts each scenario of faults as a test', () => {
    const reports = [
      { name: 'worker-kill', failures: [] },
      { name: 'disk-full', failures: [], skipped: 'no rights' },
      { name: 'redis-flush', failures: ['one job is lost'] },
    ];

    const result = faultsResult('faults', reports, 'ended with 1');

    expect(summary([result])).toBe('1 passed, 1 failed, 1 skipped');
    expect(result.failures.join()).toContain('one job is lost');
    expect(isGreen([result])).toBe(false);
  });

  it('counts a run of faults that broke off as a failure', () => {
    expect(faultsResult('faults', [{ name: 'worker-kill', failures: [] }], 'ended with SIGKILL').failed).toBe(1);
  });

  it('is not green when nothing ran', () => {
    expect(isGreen([])).toBe(false);
  });
});
