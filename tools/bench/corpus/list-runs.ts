import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import pg from 'pg';
import type { RunFile } from '../../start/run-file.ts';
import { HttpClient } from '../http-client.ts';
import type { FreshSystem, FreshSystems } from '../video/fresh-systems.ts';
import { peakMemory } from '../video/peak-memory.ts';
import { clientOf } from '../video/run-video.ts';
import { measuredRecords, namedRecords } from './add-records.ts';
import { toneOf } from './tone.ts';

export interface ListRun {
  readonly count: number;
  readonly seconds: number;
  /** Of the process that has the parent, and its parts: before, and at most. */
  readonly idleMiB: number;
  readonly peakMiB: number;
  readonly gatewayIdleMiB: number;
  readonly gatewayPeakMiB: number;
}

const askEveryMs = 250;
/** What is garbage is collected soon: what is left to be counted is held. maintenance has 100 MiB of code and tables at rest. */
const heapOf = (mib: number) => ({ NODE_OPTIONS: `--max-semi-space-size=1 --max-old-space-size=${mib}` });
const lettersOfText = 200;

/** Texts of a file, one on each line. */
export const runTexts = (systems: FreshSystems, count: number) =>
  systems.with(heapOf(72), async ({ run, folder }) => {
    const path = join(folder, 'texts.txt');
    writeFileSync(path, textsOf(count));
    return measured(run, 'corpus-worker', count, async (client) => {
      const { id } = await clientOf(run).upload(path);
      return client.post('/v1/jobs', { type: 'corpus.detectLanguages', input: { uploadId: id } });
    });
  });

/** Records with the same recording: what is known of it is kept, so that the batch itself is what works. */
export const runBatch = (systems: FreshSystems, count: number) =>
  systems.with(heapOf(72), async ({ run, folder }) => {
    const path = join(folder, 'tone.wav');
    writeFileSync(path, toneOf(1));
    const { id } = await clientOf(run).upload(path);
    const recordIds = await inDatabase(run, (database) => namedRecords(database, id, count));
    return measured(run, 'corpus-worker', count, (client) =>
      client.post('/v1/batches', { recordIds, action: 'analyzeContent' }),
    );
  });

/** Sums over records that have been measured. */
export const runStatistics = (systems: FreshSystems, count: number) =>
  systems.with(heapOf(144), async ({ run }: FreshSystem) => {
    await inDatabase(run, (database) => measuredRecords(database, count));
    return measured(run, 'maintenance', count, (client) => client.post('/v1/reports', { type: 'corpusStatistics' }));
  });

type Submit = (client: HttpClient) => Promise<{ readonly body: Record<string, unknown> }>;

async function measured(run: RunFile, worker: string, count: number, submit: Submit): Promise<ListRun> {
  const client = new HttpClient(run.gatewayUrl, 1, run.userKey);
  const startedAt = performance.now();
  let gateway = { idleMiB: 0, processMiB: 0 };
  const parent = await peakMemory(run.pids[worker]!, async () => {
    gateway = await peakMemory(run.pids['gateway']!, async () => untilEnded(client, (await submit(client)).body));
  });
  client.close();
  return {
    count,
    seconds: (performance.now() - startedAt) / 1_000,
    idleMiB: parent.idleMiB,
    peakMiB: parent.processMiB,
    gatewayIdleMiB: gateway.idleMiB,
    gatewayPeakMiB: gateway.processMiB,
  };
}

async function untilEnded(client: HttpClient, { id }: Record<string, unknown>) {
  for (;;) {
    const job = (await client.get(`/v1/jobs/${id}`)).body as unknown as Job;
    if (job.status === 'succeeded') return;
    if (isTerminal(job.status)) throw new Error(`A job of the bench ended as ${job.status}: ${job.error?.detail}`);
    await delay(askEveryMs);
  }
}

async function inDatabase<Answer>({ databaseUrl }: RunFile, work: (database: pg.Client) => Promise<Answer>) {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}

const sentences = [
  'She had never been so happy in all the years that they had lived in the old house by the river. ',
  'అతను చెడ్డ స్వభావం గల యువకుడు కాదు, కొంచెం స్వార్థపరుడు అంతే. ',
  'वह बुरे स्वभाव का युवक नहीं था, जब तक कि ठंडे दिल का और स्वार्थी होना बुरा न माना जाए। ',
];

const textsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const sentence = sentences[at % sentences.length]!; // there are three
    return `${at} ${sentence.repeat(4)}`.slice(0, lettersOfText);
  }).join('\n');
