// `npm run demo`: the whole system, one real video through it, its subtitles on the screen. `--keep` stays up afterwards.
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, styleText } from 'node:util';
import { wordErrorRate } from '@polyspool/providers/transcriber/word-error-rate';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { Vocabulary } from '@polyspool/contracts/vocabulary';
import { runSystem } from '../start/run-system.ts';
import type { RunningSystem } from '../start/start-system.ts';
import { DemoClient } from './demo-client.ts';
import { followJob } from './follow-job.ts';
import { ProgressView } from './progress-view.ts';
import { makeSampleVideo, spokenText } from './sample-video.ts';

const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
const wordsShown = 8;
const root = realpathSync(join(import.meta.dirname, '../..'));
const view = new ProgressView();
const startedAt = performance.now();
console.log('Starting PostgreSQL, Redis and the services ...');

await runSystem({
  root,
  // What the services say in passing is in their logs; here is the progress.
  print: ({ level, text }) => (level === 'warn' || level === 'error') && view.note(text),
  use: async (running) => {
    console.log(`Ready after ${seconds(performance.now() - startedAt)}.\n`);
    const succeeded = await demonstrate(running);
    tellWhereThingsAre(running);
    if (!values.keep || !succeeded) return succeeded ? 0 : 1;
    console.log('\nCtrl-C stops everything.');
    return undefined;
  },
});

async function demonstrate({ run, stateFolder }: RunningSystem): Promise<boolean> {
  const sample = join(stateFolder, 'demo/sample.mp4');
  const isFirst = !existsSync(sample);
  await makeSampleVideo(sample);
  const client = new DemoClient(run.gatewayUrl, run.userKey);
  const upload = await client.upload(sample);
  console.log(`Uploaded ${sample} (${Math.round(upload.bytes / 1024)} KiB) as ${upload.id}`);

  const submittedAt = performance.now();
  const accepted = await client.process(upload.id, { language: 'en', targetLanguage: 'es', chunkSeconds: 10 });
  const answeredAt = performance.now();
  let movedAt: number | undefined;
  const onChange = (job: Job, children: readonly Job[]) => {
    if (job.status === 'running') movedAt ??= performance.now();
    view.show(job, children);
  };
  console.log(`Job ${accepted.id}\n`);
  const job = await followJob({ jobId: accepted.id, gatewayUrl: run.gatewayUrl, key: run.userKey, client, onChange });
  const endedAt = performance.now();
  if (job.status !== 'succeeded') {
    console.error(styleText('red', `\nThe job ${job.status}: ${job.error?.code ?? ''} ${job.error?.detail ?? ''}`));
    return false;
  }
  await tellResults(client, await client.artifacts(job.id));
  console.log(`Submit answered after    ${seconds(answeredAt - submittedAt)}`);
  console.log(`First progress after     ${movedAt ? seconds(movedAt - submittedAt) : 'none was seen'}`);
  console.log(
    `Subtitles after          ${seconds(endedAt - submittedAt)}${isFirst ? '' : ', reusing steps that an earlier demo has done'}`,
  );
  return true;
}

async function tellResults(client: DemoClient, artifacts: readonly Artifact[]) {
  const contentOf = (name: string) => {
    const artifact = artifacts.find((one) => one.name === name);
    if (!artifact) throw new Error(`The job made no ${name}`);
    return client.content(artifact.id);
  };
  const dual = 'subtitles.en-es.srt';
  console.log(`${styleText('bold', `\n${dual}`)}\n\n${(await contentOf(dual)).trim()}\n`);
  tellVocabulary(Vocabulary.parse(JSON.parse(await contentOf('vocabulary.json'))));
  const rate = wordErrorRate(spokenText(), wordsOf(await contentOf('subtitles.en.srt')));
  console.log(`Word error rate          ${(rate * 100).toFixed(0)} % against the known text (draft engine)`);
}

/** The rarest words first: who learns knows the others. */
function tellVocabulary({ entries }: Vocabulary) {
  const rare = [...entries].sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0)).slice(0, wordsShown);
  console.log(`${styleText('bold', 'vocabulary.json')}, the ${rare.length} rarest of ${entries.length} words\n`);
  for (const { lemma, partOfSpeech, cefr, gloss } of rare) {
    const level = cefr ? `${cefr.level} (${cefr.method})` : 'level unknown';
    console.log(`${lemma.padEnd(18)} ${partOfSpeech.padEnd(6)} ${level.padEnd(16)} ${gloss?.text ?? ''}`);
  }
  console.log('');
}

/** Without numbers, times and line breaks. */
function wordsOf(srt: string) {
  const lines = srt.split(/\r?\n/).filter((line) => !/^\d+$/.test(line) && !line.includes('-->'));
  return lines.join(' ').replace(/<[^>]+>/g, '');
}

function tellWhereThingsAre({ run, stateFolder }: RunningSystem) {
  console.log(`
Sample     ${join(stateFolder, 'demo/sample.mp4')}
Files      ${join(stateFolder, 'storage')}
Logs       ${join(stateFolder, 'logs')}
Console    ${values.keep ? `${run.consoleUrl}#key=${run.userKey}` : 'npm start, or npm run demo -- --keep'}`);
}

function seconds(ms: number) {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
