import { checkResult, failedFiles, faultsResult, isGreen, jestResult, repeatedResult, summary } from './tally.ts';
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

  describe('of suites that failed and ran once more, alone', () => {
    const suite = (name: string, ...statuses: string[]) => ({
      name,
      message: '',
      assertionResults: statuses.map((status, at) => ({ status, fullName: `${name} test ${at}`, failureMessages: [] })),
    });
    const first = report({
      numPassedTests: 3,
      numFailedTests: 2,
      testResults: [suite('good', 'passed', 'passed'), suite('bad', 'failed', 'passed'), suite('worse', 'failed')],
    });

    it('runs those that had a failure or could not be loaded', () => {
      const broken = { name: 'broken', message: 'Cannot find module', assertionResults: [] };
      const all = report({ testResults: [...first.testResults, broken] });

      expect(failedFiles(all)).toEqual(['bad', 'worse', 'broken']);
    });

    it('counts what they said the second time and names those that were unsteady', () => {
      const alone = report({
        numPassedTests: 2,
        numFailedTests: 1,
        testResults: [suite('bad', 'passed', 'passed'), suite('worse', 'failed')],
      });

      const result = repeatedResult('tests', first, alone);

      expect(summary([result])).toBe('4 passed, 1 failed, 1 skipped');
      expect(result.unsteady).toEqual(['bad', '  bad test 0']);
      expect(result.failures.join()).toContain('worse');
    });
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
