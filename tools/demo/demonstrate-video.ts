import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { wordErrorRate } from '@polyspool/providers/transcriber/word-error-rate';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { Vocabulary } from '@polyspool/contracts/vocabulary';
import type { Audience } from './audience.ts';
import { DemoClient } from './demo-client.ts';
import { followJob } from './follow-job.ts';
import type { ProgressView } from './progress-view.ts';
import { makeSampleVideo, spokenText } from './sample-video.ts';
import { shownSeconds } from './shown-seconds.ts';

const wordsShown = 8;

/** A recording that somebody reads aloud: subtitles in two languages, and words to learn. */
export async function demonstrateVideo({ run, stateFolder }: Audience, view: ProgressView): Promise<boolean> {
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
  console.log(`Submit answered after    ${shownSeconds(answeredAt - submittedAt)}`);
  console.log(`First progress after     ${movedAt ? shownSeconds(movedAt - submittedAt) : 'none was seen'}`);
  console.log(
    `Subtitles after          ${shownSeconds(endedAt - submittedAt)}${isFirst ? '' : ', reusing steps that an earlier demo has done'}`,
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
