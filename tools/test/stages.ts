import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './run-command.ts';
import { runCommand } from './run-command.ts';
import { checkResult, failedFiles, faultsResult, jestResult, repeatedResult } from './tally.ts';
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
    const first = await runJest(setting, name, args);
    const files = first.report ? failedFiles(first.report) : [];
    if (!first.report || files.length === 0 || files.length > mostRepeated) return first.result;
    console.log(`\n-- once more, alone: ${files.join(', ')}`);
    const alone = await runJest(setting, `${name}-alone`, ['--runInBand', '--runTestsByPath', ...files]);
    return alone.report ? repeatedResult(name, first.report, alone.report) : first.result;
  },
});

/** A suite that a busy machine upset may show that it holds; many that fail are no accident. */
const mostRepeated = 6;

async function runJest(setting: Setting, name: string, args: readonly string[]) {
  const path = join(setting.reportFolder, `${name}.json`);
  rmSync(path, { force: true });
  const output = ['--json', `--outputFile=${path}`, '--reporters=default'];
  const env = { ...setting.env, NODE_OPTIONS: '--experimental-vm-modules' };
  const problem = await runCommand({ ...setting, env, name: 'jest', args: [...output, ...args], doneWhen: path });
  if (!existsSync(path)) return { result: checkResult(name, problem ?? 'Jest wrote no report.') };
  const report = JSON.parse(readFileSync(path, 'utf8')) as JestReport;
  const result = jestResult(name, report);
  // Jest's exit code says no more than its report does, unless the report is green.
  return problem && result.failed === 0 ? { result: jestResult(name, report, problem) } : { result, report };
}

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

/** Suites that start the whole system: built apps, each system beside another one, with stores of its own. */
const wholeSystem = ['tools/.*\\.int\\.spec\\.ts$', '\\.browser\\.spec\\.ts$'];
/**
 * Half a minute and more each, about one thing thoroughly. Where CI is set they are left out, or it would run longer than it
 * may; `--only long` runs them alone.
 */
const longSuites = [
  'media/src/(refused-media|extract-audio-in-sync|burn-subtitles|mux-subtitles)\\.int\\.spec',
  'video-worker/src/.*/(chunk-borders|bad-input|process-content|compose-slide)\\.int\\.spec',
  'video-worker/src/.*/long-transcript\\.spec',
  'corpus-worker/src/(audio/kinds-of-sound|archive/archive-file)\\.int\\.spec',
  'video-worker/src/film/pictures\\.int\\.spec',
  // Whole systems do the same work for the suites of tools/conformance.
  'video-worker/src/process/process-(video|language|edits|chunk)\\.int\\.spec',
  'video-worker/src/(process/video-promises|decks/export-deck|slides/generate-slides)\\.int\\.spec',
  'pdf-worker/src/document/translate-pdf\\.int\\.spec',
  'generation-worker/src/compose/compose-film\\.int\\.spec',
  'corpus-worker/src/audio/process-audio\\.int\\.spec',
  'video-worker/src/vocabulary/extract-vocabulary-from-text\\.int\\.spec',
  'media/src/(animate-still|join-film|film-sound|reel|probe-media|cut-clip)\\.int\\.spec',
  'pdf/src/scan/recognize-scans\\.int\\.spec',
  'pdf/src/(document/(golden-slides|bilingual)|write/(read-again|read-elsewhere\\.int))\\.spec',
  'gateway/src/dialects/pdf/pdf-dialect\\.int\\.spec',
  'storage/src/archive/archives\\.int\\.spec',
  'providers/src/(word-analyser/german-analyser|transcriber/(pocketsphinx|whisper)-transcriber)\\.int\\.spec',
  'providers/src/(speech-synthesizer/espeak-speech-synthesizer\\.int|lexicon/frequency-lexicon)\\.spec',
  'browser/(learning|documents|films)\\.browser\\.spec',
  'jobs/src/(redis-topologies|suspect)\\.int\\.spec',
  'gateway/src/uploads/streamed-uploads\\.int\\.spec',
  'pdf/src/document/deadly-pages\\.int\\.spec',
  'pdf-worker/src/document/(partial-results|document-faults|document-stages|deadly-page)\\.int\\.spec',
  'generation-worker/src/film/generate-film\\.int\\.spec',
  'tools/documents/ten-documents\\.int\\.spec',
  'tools/corpus/record-life\\.int\\.spec',
  // gdpr/erased-everywhere makes a backup and restores it in the others.
  'maintenance/src/backup/backups\\.int\\.spec',
  'tools/restore/restore\\.int\\.spec',
  'tools/bare-metal/first-install\\.int\\.spec',
  'tools/docs-examples/docs-examples\\.int\\.spec',
  'tools/runbooks/walk-runbooks\\.int\\.spec',
  // Each starts a whole system once more; tools/conformance and the browser's tour of the console do so too.
  '(browser/access\\.browser|tools/(trace/trace|start/start)\\.int)\\.spec',
  // The same faults meet 200 jobs each in the stage 'faults', which takes over two minutes.
  'tools/faults/(store|worker)-faults\\.int\\.spec',
];
const leftOut = process.env.CI ? longSuites : [];
const without = (...patterns: string[]) =>
  ['/node_modules/', ...patterns].flatMap((one) => ['--testPathIgnorePatterns', one]);

export const stages: readonly Stage[] = [
  check('lint', 'node', 'tools/test/lint.ts'),
  check('format', 'prettier', '--check', '.'),
  check('types', 'tsc', '--build'),
  check('measure', 'node', 'tools/measure/measure.ts', '--check'),
  check('requirements', 'node', 'tools/requirements/requirements.ts', '--check'),
  check('build', 'nx', 'run-many', '-t', 'build', '--outputStyle=static'),
  check('contracts', 'node', 'tools/contracts/contracts.ts', '--check'),
  check('k8s', 'node', 'tools/k8s/k8s.ts'),
  jest('tests', '--maxWorkers=3', ...without(...wholeSystem, ...leftOut)),
  jest('system', '--maxWorkers=2', '--testPathPatterns', wholeSystem.join('|'), ...without(...leftOut)),
  ...(process.env.CI ? [] : [faults]),
];

/** `--only` takes these and the names above. */
export const parts: readonly Stage[] = [
  faults,
  jest('unit', '--maxWorkers=2', ...without('\\.(int|browser)\\.spec\\.tsx?$')),
  jest('long', '--maxWorkers=3', '--testPathPatterns', longSuites.join('|')),
  jest('integration', '--maxWorkers=2', '--testPathPatterns', '\\.int\\.spec\\.tsx?$', ...without(...wholeSystem)),
];

/** What a developer works on: all suites whose path fits. */
export const matching = (pattern: string): Stage => jest('matching', '--runInBand', '--testPathPatterns', pattern);
