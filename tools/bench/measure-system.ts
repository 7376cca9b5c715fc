import { join } from 'node:path';
import type { Transcript } from '@polyspool/contracts/segments';
import { wordErrorRate } from '@polyspool/providers/transcriber/word-error-rate';
import { DemoClient } from '../demo/demo-client.ts';
import { followJob } from '../demo/follow-job.ts';
import { makeSampleVideo, spokenText } from '../demo/sample-video.ts';
import type { RunFile } from '../start/run-file.ts';
import type { CeleryPeer } from './celery-peer.ts';
import { best, quantile } from './figures.ts';
import type { Figure } from './figures.ts';
import { firstProgressLatencies } from './first-progress.ts';
import { memoryOf } from './memory.ts';
import type { Memory } from './memory.ts';
import { submitLatencies } from './submit-latency.ts';
import type { SubmitTarget } from './submit-latency.ts';
import { makeLargeVideo, uploadSpeed } from './upload-speed.ts';

export interface Bench {
  readonly run: RunFile;
  readonly readyMs: number;
  readonly peer: CeleryPeer | undefined;
  readonly rounds: number;
  /** For the files that are sent. */
  readonly folder: string;
}

interface Sample {
  readonly uploadId: string;
  readonly uploadSeconds: number;
}

/** p50 and p99 of each round. */
type Times = { readonly p50: number[]; readonly p99: number[] };

const submissions = 500;
const widths = [1, 8];

export async function measure(bench: Bench): Promise<Figure[]> {
  const memory = idleMemory(bench);
  const sample = await uploadSample(bench);
  const recognition = await recognize(bench, sample);
  const crowd = await atOnce(bench, sample);
  return [
    { name: 'Ready after the start', unit: 's', ours: bench.readyMs / 1_000, peer: secondsOf(bench.peer) },
    ...(await times(bench, sample)),
    ...(await uploads(bench)),
    ...recognition,
    crowd,
    ...memory,
  ];
}

const secondsOf = (peer: CeleryPeer | undefined) => peer && peer.readyMs / 1_000;

/** Ours and the peer's in turn, so that a busy minute of the machine meets both. */
async function times(bench: Bench, sample: Sample): Promise<Figure[]> {
  const { run, peer, rounds } = bench;
  const ours = widths.map(noTimes);
  const theirs = widths.map(noTimes);
  const progress = { ours: noTimes(), theirs: noTimes() };
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`Submitting and watching, round ${round} of ${rounds} ...`);
    for (const [at, width] of widths.entries()) {
      keep(ours[at]!, await submitLatencies(targetOf(run, sample), submissions, width));
      if (peer) keep(theirs[at]!, await submitLatencies(peer.submitTarget, submissions, width));
    }
    const { gatewayUrl, userKey: key } = run;
    keep(progress.ours, await firstProgressLatencies({ gatewayUrl, key, ...sample }));
    if (peer) keep(progress.theirs, await peer.firstProgressLatencies());
  }
  return [
    ...widths.flatMap((width, at) => figuresOf(`Submit, ${width} at a time`, ours[at]!, peer && theirs[at])),
    ...figuresOf('Submit to first progress event', progress.ours, peer && progress.theirs),
  ];
}

const noTimes = (): Times => ({ p50: [], p99: [] });

function keep(times: Times, latencies: readonly number[]) {
  times.p50.push(quantile(latencies, 0.5));
  times.p99.push(quantile(latencies, 0.99));
}

const figuresOf = (name: string, ours: Times, theirs?: Times): Figure[] =>
  (['p50', 'p99'] as const).map((which) => ({
    name: `${name}, ${which}`,
    unit: 'ms',
    ours: best(ours[which]),
    peer: theirs && best(theirs[which]),
  }));

/** Jobs for later, so that no engine works meanwhile. */
function targetOf({ gatewayUrl, userKey }: RunFile, { uploadId }: Sample): SubmitTarget {
  const runAt = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const input = { uploadId, startSeconds: 0, endSeconds: 1 };
  return {
    url: gatewayUrl,
    key: userKey,
    path: '/v1/jobs',
    job: { type: 'video.processChunk', input, runAt },
    idField: 'id',
    cancelPath: (id) => `/v1/jobs/${id}/cancel`,
  };
}

async function uploads({ run, rounds, folder }: Bench): Promise<Figure[]> {
  const path = join(folder, 'large.mkv');
  await makeLargeVideo(path);
  const speeds = [];
  for (let round = 1; round <= rounds; round += 1) {
    console.log(`Uploading, round ${round} of ${rounds} ...`);
    speeds.push(await uploadSpeed(run.gatewayUrl, run.userKey, path, run.pids.gateway!));
  }
  const size = `${Math.round(speeds[0]!.fileMiB)} MiB`;
  const fastest = Math.max(...speeds.map(({ mibPerSecond }) => mibPerSecond));
  const growth = Math.max(...speeds.map(({ growthMiB }) => growthMiB));
  return [
    { name: `Upload of ${size}, checked and stored`, unit: 'MiB/s', ours: fastest },
    { name: 'Gateway grows by, at most', unit: 'MiB', ours: growth },
  ];
}

async function uploadSample({ run, folder }: Bench): Promise<Sample> {
  const path = join(folder, 'sample.mp4');
  await makeSampleVideo(path);
  const upload = await new DemoClient(run.gatewayUrl, run.userKey).upload(path);
  const { probe } = upload as unknown as { probe: { durationSeconds: number } };
  return { uploadId: upload.id, uploadSeconds: probe.durationSeconds };
}

/** The whole sample once, against what is said in it. */
async function recognize({ run }: Bench, { uploadId, uploadSeconds }: Sample): Promise<Figure[]> {
  const { gatewayUrl, userKey: key } = run;
  const client = new DemoClient(gatewayUrl, key);
  console.log('Transcribing and translating the sample ...');
  const startedAt = performance.now();
  const { id } = await client.process(uploadId, { language: 'en', targetLanguage: 'es', chunkSeconds: 10 });
  const job = await followJob({ jobId: id, gatewayUrl, key, client, onChange: () => undefined });
  if (job.status !== 'succeeded') throw new Error(`The sample's job ${job.status}: ${job.error?.detail ?? ''}`);
  const seconds = (performance.now() - startedAt) / 1_000;
  const artifact = (await client.artifacts(id)).find(({ name }) => name === 'transcript.json');
  if (!artifact) throw new Error('The job made no transcript.');
  const { segments } = JSON.parse(await client.content(artifact.id)) as Transcript;
  const rate = wordErrorRate(spokenText(), segments.map(({ text }) => text).join(' '));
  return [
    { name: `Subtitles of ${uploadSeconds.toFixed(0)} s of speech, both languages`, unit: 's', ours: seconds },
    { name: 'Word error rate of it', unit: '%', ours: rate * 100 },
  ];
}

/** Ten people with ten seconds of speech each, none of them heard before. */
async function atOnce({ run }: Bench, { uploadId, uploadSeconds }: Sample): Promise<Figure> {
  console.log('Ten real jobs at once ...');
  const { gatewayUrl, userKey: key } = run;
  const client = new DemoClient(gatewayUrl, key);
  const startedAt = performance.now();
  const jobs = await Promise.all(
    Array.from({ length: 10 }, async () => {
      const startSeconds = Math.random() * (uploadSeconds - 11);
      const { id } = await client.process(uploadId, {
        startSeconds,
        endSeconds: startSeconds + 10,
        targetLanguage: 'es',
      });
      return followJob({ jobId: id, gatewayUrl, key, client, onChange: () => undefined });
    }),
  );
  const failed = jobs.find(({ status }) => status !== 'succeeded');
  if (failed) throw new Error(`One of ten jobs ${failed.status}: ${failed.error?.detail ?? ''}`);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { name: 'Ten recordings of 10 s at once, both languages', unit: 's', ours: seconds };
}

function idleMemory({ run, peer }: Bench): Figure[] {
  const theirs = peer?.memory;
  const services = Object.entries({ ...run.pids, ...run.storePids }).map(([name, pid]) => ({ name, ...memoryOf(pid) }));
  const counterparts: Record<string, Memory | undefined> = {
    gateway: theirs?.api,
    'video-worker': theirs?.worker,
    redis: theirs?.redis,
  };
  const figures = services.map(({ name, rssMiB, pssMiB }): Figure => {
    const size = `Idle memory of ${name} (RSS ${rssMiB.toFixed(0)})`;
    return { name: size, unit: 'MiB', ours: pssMiB, peer: counterparts[name]?.pssMiB };
  });
  const all = theirs && Object.values(theirs);
  return [...figures, { name: 'Idle memory of all', unit: 'MiB', ours: sumOf(services), peer: all && sumOf(all) }];
}

const sumOf = (memories: readonly Memory[]) => memories.reduce((sum, { pssMiB }) => sum + pssMiB, 0);
