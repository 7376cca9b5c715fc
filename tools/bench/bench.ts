// `npm run bench`: what this machine gets out of Polyspool, in figures. It judges nothing: machines differ.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { onStopSignals } from '../start/stop-signals.ts';
import { BenchSystem, holdCheckout } from './bench-system.ts';
import { CeleryPeer } from './celery-peer.ts';
import { figuresTable } from './figures.ts';
import { machine, tellMachine } from './machine.ts';
import { measureEngine } from './measure-engine.ts';
import { measure } from './measure-system.ts';
import { unlimitedRequests } from '../start/service-environment.ts';
import { benchCorpus, corpusTables, explainCorpus } from './corpus/bench-corpus.ts';
import { benchVideo, explainVideo, videoTables } from './video/bench-video.ts';
import { benchGeneration, explainGeneration, generationTables } from './generation/bench-generation.ts';
import { benchPdf } from './pdf/bench-pdf.ts';
import { benchTogether } from './pdf/bench-together.ts';
import { benchLive } from './live/bench-live.ts';
import { explainLive, liveTables } from './live/live-tables.ts';
import { explainPdf, pdfTables } from './pdf/pdf-tables.ts';
import { benchRedis, redisTable } from './redis/bench-redis.ts';
import { explainTogether, togetherTables } from './pdf/together-tables.ts';
import { FreshSystems } from './video/fresh-systems.ts';

const peerFolder = join(import.meta.dirname, 'peers/celery');

const help = `npm run bench [-- [--only engine|media|video|pdf|generation|corpus|live|redis] [--jobs <n>] [--rounds <n>] [--minutes <n>]
             [--scenes <n>] [--sockets <n>] [--no-peer] [--json]]

Starts the system with an empty state of its own, measures, and removes that state again. Beside it, in the same run: BullMQ
alone on the same Redis, and the FastAPI and Celery stack of tools/bench/peers/celery, which needs Debian's python3-celery
celery python3-fastapi uvicorn python3-redis.

  --only <part>    engine: jobs that do nothing, by the thousand. media: real uploads and recordings. Both, if nothing is said
                   video: one long recording, stage by stage, against the bare commands; half an hour
                   pdf: documents in pseudo-languages: all PDFs of the folder PDF_CORPUS, or a few of our own. PDF_PASSWORD opens
                   those that are encrypted; with PDF_RECOGNIZE=1 Tesseract reads pages that are pictures, as in the worker.
                   Needs Debian's poppler-utils qpdf python3-pikepdf python3-numpy python3-pil
                   generation: a script of ten scenes to its film, against the bare commands; a quarter of an hour
                   corpus: long lists that are cut into child jobs: time and memory of the parent; a quarter of an hour and more
                   live: many clients of each live channel: memory, time to connect, time until they are told; ten minutes
                   redis: bytes of a job, an event and news in Redis; half a minute
  --jobs <n>       how many jobs a rate is measured with (default 3000)
  --rounds <n>     how often the times of media (default 3) and of video and generation (default 2) are measured; the best round counts
  --minutes <n>    how long the recording of video is (default 10)
  --scenes <n>     how many scenes the film of generation has (3 to 10; default 10)
  --sockets <n>    how many clients of each live channel there are (default 5000)
  --together <n>   pdf: so many documents at once through the whole system, in place of the judge: memory, time, forecasts
  --no-peer        without the Celery stack
  --json           one JSON object on standard output instead of the table`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    jobs: { type: 'string', default: '3000' },
    rounds: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    scenes: { type: 'string', default: '10' },
    sockets: { type: 'string', default: '5000' },
    together: { type: 'string' },
    peer: { type: 'boolean', default: true },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
  allowNegative: true,
});

const parts = ['engine', 'media', 'video', 'pdf', 'generation', 'corpus', 'live', 'redis'];
const only = values.only ?? positionals[0];

if (values.help) console.log(help);
else if (only !== undefined && !parts.includes(only)) {
  console.error(`There is no part '${only}'. There are: ${parts.join(', ')}.`);
  process.exitCode = 1;
} else if (only === 'video') await benchOnlyVideo(values);
else if (only === 'generation') await benchOnlyGeneration(values);
else if (only === 'corpus') await benchOnlyCorpus(values);
else if (only === 'live') await benchOnlyLive(values);
else if (only === 'redis') await benchOnlyRedis(values);
else if (only === 'pdf') await (values.together ? benchPdfTogether(values) : benchOnlyPdf(values));
else await bench({ ...values, only });

interface Options {
  readonly only?: string | undefined;
  readonly jobs: string;
  readonly rounds?: string | undefined;
  readonly minutes: string;
  readonly scenes: string;
  readonly sockets: string;
  readonly together?: string | undefined;
  readonly peer: boolean;
  readonly json: boolean;
}

async function bench(options: Options) {
  if (options.json) console.log = console.error; // what is said on the way is not the answer
  const system = new BenchSystem({
    checkout: await holdCheckout('bench'),
    name: 'bench',
    settings: {
      ...unlimitedRequests,
      MAX_OPEN_JOBS: '100000',
      DISPATCH_WINDOW: '1000',
      QUEUE_SYSTEM_CONCURRENCY: '50',
    },
  });
  let peer: CeleryPeer | undefined;
  const stop = async () => {
    await peer?.stop();
    await system.stop();
  };
  let stopping = false;
  onStopSignals({ stop: () => ((stopping = true), stop()), kill: () => system.kill() });
  try {
    tellMachine();
    console.log('Starting the system with a new database ...');
    const startedAt = performance.now();
    const { run } = await system.start();
    const readyMs = performance.now() - startedAt;
    if (options.peer) peer = await CeleryPeer.start(peerFolder, system.root);
    const rounds = atLeastOne(options.rounds ?? '3');
    const figures = [
      ...(options.only === 'media' ? [] : await measureEngine({ run, peer, jobs: atLeastOne(options.jobs) })),
      ...(options.only === 'engine' ? [] : await measure({ run, readyMs, peer, rounds, folder: system.root })),
    ];
    if (options.json) process.stdout.write(`${JSON.stringify({ machine: machine(), figures })}\n`);
    else console.log(`\n${figuresTable(figures, peer && 'Celery')}\n\n${explain(rounds, options.peer)}`);
  } catch (error) {
    if (!stopping) console.error(`\n${(error as Error).message}`);
    process.exitCode = 1;
  }
  if (stopping) return;
  await stop();
  process.exit();
}

/** Starts a system for each measurement, all below one lock. */
async function withSystems(json: boolean, measure: (systems: FreshSystems) => Promise<void>) {
  if (json) console.log = console.error;
  const systems = new FreshSystems(await holdCheckout('bench'));
  let stopping = false;
  onStopSignals({ stop: () => ((stopping = true), systems.stop()), kill: () => systems.kill() });
  try {
    await measure(systems);
  } catch (error) {
    if (!stopping) console.error(`\n${(error as Error).message}`);
    process.exitCode = 1;
  }
  if (!stopping) process.exit();
}

function benchOnlyVideo({ json, ...options }: Options) {
  const minutes = Number(options.minutes);
  const rounds = atLeastOne(options.rounds ?? '2');
  return withSystems(json, async (systems) => {
    if (!(minutes >= 0.5 && minutes <= 30)) throw new Error('--minutes: from 0.5 to 30.');
    tellMachine();
    const sections = await benchVideo({ systems, minutes, rounds });
    if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), minutes, rounds, sections })}\n`);
    else console.log(`\n${videoTables(sections)}\n\n${explainVideo(minutes, rounds)}`);
  });
}

function benchOnlyGeneration({ json, ...options }: Options) {
  const scenes = Number(options.scenes);
  const rounds = atLeastOne(options.rounds ?? '2');
  return withSystems(json, async (systems) => {
    if (!(Number.isInteger(scenes) && scenes >= 3 && scenes <= 10)) throw new Error('--scenes: from 3 to 10.');
    tellMachine();
    const sections = await benchGeneration({ systems, scenes, rounds });
    if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), scenes, rounds, sections })}\n`);
    else console.log(`\n${generationTables(sections)}\n\n${explainGeneration(scenes, rounds)}`);
  });
}

function benchOnlyCorpus({ json }: Options) {
  return withSystems(json, async (systems) => {
    tellMachine();
    const sections = await benchCorpus(systems);
    if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), sections })}\n`);
    else console.log(`\n${corpusTables(sections)}\n\n${explainCorpus}`);
  });
}

function benchOnlyLive({ json, sockets }: Options) {
  return withSystems(json, async (systems) => {
    tellMachine();
    const figures = await benchLive(systems, atLeastOne(sockets));
    if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), figures })}\n`);
    else console.log(`\n${liveTables(figures)}\n\n${explainLive}`);
  });
}

function benchPdfTogether({ json, together = '' }: Options) {
  return withSystems(json, async (systems) => {
    tellMachine();
    const documents = atLeastOne(together);
    const found = await benchTogether({ systems, corpus: process.env.PDF_CORPUS, documents });
    if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), together: found })}\n`);
    else console.log(`\n${togetherTables(found)}\n\n${explainTogether}`);
  });
}

/** Needs no system: a Redis, and what puts and runs jobs there. */
async function benchOnlyRedis({ json }: Options) {
  if (json) console.log = console.error;
  tellMachine();
  const figures = await benchRedis();
  if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), figures })}\n`);
  else console.log(redisTable(figures));
}

/** Needs no system: the PDF engine alone. */
async function benchOnlyPdf({ json }: Options) {
  if (json) console.log = console.error;
  tellMachine();
  const runs = await benchPdf({
    corpus: process.env.PDF_CORPUS,
    password: process.env.PDF_PASSWORD,
    recognize: process.env.PDF_RECOGNIZE === '1',
  });
  if (json) process.stdout.write(`${JSON.stringify({ machine: machine(), runs })}\n`);
  else console.log(`\n${pdfTables(runs)}\n\n${explainPdf}`);
}

function atLeastOne(text: string) {
  return Math.max(1, Number.parseInt(text, 10) || 1);
}

function explain(rounds: number, hasPeer: boolean) {
  const lines = [
    `Engine: everything durable (PostgreSQL with fsync, Redis on disk within a second), each side in turn with the same client.`,
    `Media: the best of ${rounds} rounds; what else the machine does makes them longer.`,
    'p50: half were faster; p99: all but 1 %. Accepted means committed to PostgreSQL. Memory: shared pages are divided.',
  ];
  if (hasPeer) {
    lines.push(
      'Celery: FastAPI, Celery (4 processes) and Redis. Its "accepted" is a write to Redis; its progress is polled without a pause.',
    );
  }
  return [...lines, 'Ratio: Polyspool to the other.'].join('\n');
}
