/** What one stage found. */
export interface StageResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** One text per failure, to be read again at the end. */
  readonly failures: readonly string[];
  /** Tests that failed among the others and passed when their suite ran once more, alone. */
  readonly unsteady?: readonly string[];
}

/** The part of Jest's JSON report that counts. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** A check has no tests of its own: it passes or fails as one. */
export function checkResult(name: string, problem: string | undefined): StageResult {
  return { name, passed: problem ? 0 : 1, failed: problem ? 1 : 0, skipped: 0, failures: problem ? [problem] : [] };
}

/** A file that Jest could not even load has no failed test in it, and counts as one. */
export function jestResult(name: string, report: JestReport, problem?: string): StageResult {
  const unloadable = report.testResults.filter((file) => file.assertionResults.length === 0 && file.message !== '');
  const failures = [
    ...unloadable.map((file) => `${file.name}\n${file.message}`),
    ...report.testResults.flatMap((file) =>
      file.assertionResults
        .filter((test) => test.status === 'failed')
        .map((test) => `${file.name}\n  ${test.fullName}\n${test.failureMessages.join('\n')}`),
    ),
    ...(problem ? [problem] : []),
  ];
  return {
    name,
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloadable.length + (problem ? 1 : 0),
    skipped: report.numPendingTests + report.numTodoTests,
    failures,
  };
}

const hasFailed = (file: JestReport['testResults'][number]) =>
  (file.assertionResults.length === 0 && file.message !== '') ||
  file.assertionResults.some(({ status }) => status === 'failed');

export const failedFiles = (report: JestReport) => report.testResults.filter(hasFailed).map(({ name }) => name);

/** What holds after the suites that failed have run once more: each of their tests counts as it ended the second time. */
export function repeatedResult(name: string, first: JestReport, alone: JestReport): StageResult {
  const repeated = new Set(failedFiles(first));
  const kept = first.testResults.filter((file) => !repeated.has(file.name));
  const second = jestResult(name, alone);
  const passed = kept.flatMap((file) => file.assertionResults).filter(({ status }) => status === 'passed').length;
  const stillFailing = new Set(failedFiles(alone));
  const unsteady = first.testResults
    .filter((file) => repeated.has(file.name) && !stillFailing.has(file.name))
    .flatMap((file) => [
      file.name,
      ...file.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `  ${fullName}`),
    ]);
  return { ...second, passed: passed + second.passed, skipped: first.numPendingTests + first.numTodoTests, unsteady };
}

/** What `npm run faults` writes of a scenario. */
export interface FaultReport {
  readonly name: string;
  readonly skipped?: string | undefined;
  /** None when every job was kept. */
  readonly failures: readonly string[];
}

/** Each scenario counts as a test; a run that broke off counts as one more failure. */
export function faultsResult(name: string, reports: readonly FaultReport[], problem?: string): StageResult {
  const failures = reports
    .filter((one) => one.failures.length > 0)
    .map((one) => [one.name, ...one.failures].join('\n  '));
  const skipped = reports.filter((one) => one.skipped !== undefined).length;
  const broken = problem && failures.length === 0 ? [problem] : [];
  return {
    name,
    passed: reports.length - skipped - failures.length,
    failed: failures.length + broken.length,
    skipped,
    failures: [...failures, ...broken],
  };
}

export function summary(results: readonly StageResult[]): string {
  const sum = (part: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[part], 0);
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}

/** Nothing that ran is no success. */
export const isGreen = (results: readonly StageResult[]) =>
  results.some((result) => result.passed > 0) && results.every((result) => result.failed === 0);
