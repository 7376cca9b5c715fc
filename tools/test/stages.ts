import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './run-command.ts';
import { runCommand } from './run-command.ts';
import { checkResult, faultsResult, jestResult } from './tally.ts';
import type { FaultReport, JestReport, StageResult } from './tally.ts';

export type Setting = Omit<Command, 'name' | 'args' | 'doneWhen'> & { readonly reportFolder: string };

export interface Stage {
  readonly name: string;
  /** The checks need no stores; a build must come before what starts the system. */
  readonly run: (setting: Setting) => Promise<StageResult>;
}

const check = (name: string, program: string, ...args: string[]): Stage => ({
  name,
  run: async (setting) => checkResult(name, await runCommand({ ...setting, name: program, args })),
});

const jest = (name: string, ...args: string[]): Stage => ({
  name,
  run: async (setting) => {
    const report = join(setting.reportFolder, `${name}.json`);
    rmSync(report, { force: true });
    const output = ['--json', `--outputFile=${report}`, '--reporters=default'];
    const env = { ...setting.env, NODE_OPTIONS: '--experimental-vm-modules' };
    const problem = await runCommand({ ...setting, env, name: 'jest', args: [...output, ...args], doneWhen: report });
    if (!existsSync(report)) return checkResult(name, problem ?? 'Jest wrote no report.');
    const read = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
    const result = jestResult(name, read);
    // Jest's exit code says no more than its report does, unless the report is green.
    return problem && result.failed === 0 ? jestResult(name, read, problem) : result;
  },
});

/** The scenarios that every change has to pass, each counted as a test. */
const faults: Stage = {
  name: 'faults',
  run: async (setting) => {
    const report = join(setting.reportFolder, 'faults.json');
    const args = ['tools/faults/faults.ts', '--short', '--json', report];
    const problem = await runCommand({ ...setting, name: 'node', args, doneWhen: report });
    if (!existsSync(report)) return checkResult('faults', problem ?? 'No report was written.');
    return faultsResult('faults', JSON.parse(readFileSync(report, 'utf8')) as FaultReport[], problem);
  },
};

/** Suites that start the whole system: built apps, one at a time. */
const wholeSystem = ['tools/.*\\.int\\.spec\\.ts$', '\\.browser\\.spec\\.ts$'];
const without = (...patterns: string[]) =>
  ['/node_modules/', ...patterns].flatMap((one) => ['--testPathIgnorePatterns', one]);

export const stages: readonly Stage[] = [
  check('lint', 'nx', 'run-many', '-t', 'lint', '--outputStyle=static'),
  check('format', 'prettier', '--check', '.'),
  check('types', 'tsc', '--build'),
  check('measure', 'node', 'tools/measure/measure.ts', '--check'),
  check('build', 'nx', 'run-many', '-t', 'build', '--outputStyle=static'),
  jest('tests', '--maxWorkers=2', ...without(...wholeSystem)),
  jest('system', '--runInBand', '--testPathPatterns', wholeSystem.join('|')),
  faults,
];

/** `--only` takes these and the names above. */
export const parts: readonly Stage[] = [
  jest('unit', '--maxWorkers=2', ...without('\\.(int|browser)\\.spec\\.tsx?$')),
  jest('integration', '--maxWorkers=2', '--testPathPatterns', '\\.int\\.spec\\.tsx?$', ...without(...wholeSystem)),
];

/** What a developer works on: all suites whose path fits. */
export const matching = (pattern: string): Stage => jest('matching', '--runInBand', '--testPathPatterns', pattern);
