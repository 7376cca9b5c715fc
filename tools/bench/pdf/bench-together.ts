import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isTerminal } from '@polyspool/contracts/job-status';
import type { Job } from '@polyspool/contracts/job-status';
import { DemoClient } from '../../demo/demo-client.ts';
import { cpuSecondsOf } from '../cpu.ts';
import type { FreshSystem, FreshSystems } from '../video/fresh-systems.ts';
import { peakMemory } from '../video/peak-memory.ts';
import type { PeakMemory } from '../video/peak-memory.ts';
import { FakeTranslationServer } from './fake-translation-server.ts';
import { forecastRatios } from './forecast-ratios.ts';
import { makeSamples } from './make-samples.ts';
import { pdfsIn } from './pdfs-in.ts';

/** A document that was translated, alone or beside others. */
export interface TogetherRun {
  readonly file: string;
  readonly targetLanguage: string;
  readonly pages: number;
  /** From its submission to its end. */
  readonly seconds: number;
  /** Code of the error that it ended with. */
  readonly refused?: string | undefined;
}

export interface Together {
  readonly alone: readonly TogetherRun[];
  readonly together: readonly TogetherRun[];
  /** From the first submission to the last end. */
  readonly wallSeconds: number;
  /** Of the worker and all that it started; a machine that does other work changes it less. */
  readonly cpuSeconds: number;
  /** Of the worker, and of all that it started. */
  readonly memory: PeakMemory;
  readonly engineCalls: number;
  /** Seconds that a job took to those of its first forecast: of those alone, then of those together. */
  readonly forecasts: { readonly alone: readonly number[]; readonly together: readonly number[] };
}

export interface TogetherBench {
  readonly systems: FreshSystems;
  readonly corpus?: string | undefined;
  /** How many at once. */
  readonly documents: number;
}

interface Wish {
  readonly path: string;
  readonly targetLanguage: string;
}

const targetLanguages = ['es', 'fr', 'it', 'pt', 'nl'];
const patienceMs = 1_800_000;

/**
 * The largest documents at once, through the whole system with an engine that answers at once; before them the others one by
 * one, from which the system learns how long its steps take.
 */
export async function benchTogether({ systems, corpus, documents }: TogetherBench): Promise<Together> {
  const samples = corpus ? undefined : mkdtempSync(join(tmpdir(), 'polyspool-bench-pdf-'));
  const engine = await FakeTranslationServer.start();
  try {
    const paths = corpus ? pdfsIn(corpus) : await makeSamples(samples!); // one of the two
    return await systems.with(engine.settings, (system) => measure(system, engine, { paths, documents }));
  } finally {
    await engine.stop();
    if (samples) rmSync(samples, { recursive: true });
  }
}

async function measure(
  { run }: FreshSystem,
  engine: FakeTranslationServer,
  { paths, documents }: { paths: readonly string[]; documents: number },
): Promise<Together> {
  const client = new DemoClient(run.gatewayUrl, run.userKey);
  const largest = paths.toSorted((one, other) => statSync(other).size - statSync(one).size);
  const wishes = targetLanguages.flatMap((targetLanguage) => largest.map((path) => ({ path, targetLanguage })));
  const { crowd, others } = await readable(client, wishes, documents);

  const alone: TogetherRun[] = [];
  for (const document of others) {
    console.log(`  ${basename(document.path)} alone ...`);
    alone.push(await translate(client, document));
  }
  const learned = await forecastRatios(run.databaseUrl);
  const before = engine.calls;

  console.log(`  ${crowd.length} documents at once ...`);
  let together: TogetherRun[] = [];
  const worker = run.pids['pdf-worker']!; // it runs
  const [startedAt, cpuBefore] = [performance.now(), cpuSecondsOf(worker)];
  const memory = await peakMemory(worker, async () => {
    together = await Promise.all(crowd.map((document) => translate(client, document)));
  });
  const wallSeconds = (performance.now() - startedAt) / 1_000;
  const cpuSeconds = cpuSecondsOf(worker) - cpuBefore;
  const all = await forecastRatios(run.databaseUrl);
  const forecasts = { alone: learned, together: all.slice(learned.length) };
  return { alone, together, wallSeconds, cpuSeconds, memory, engineCalls: engine.calls - before, forecasts };
}

type Uploaded = Wish & { readonly id: string };

/** As many as are to run at once, and as many others; what the gateway takes in no form is left out. */
async function readable(client: DemoClient, wishes: readonly Wish[], documents: number) {
  const uploaded: Uploaded[] = [];
  const refused = new Set<string>();
  for (const wish of wishes) {
    if (uploaded.length === 2 * documents || refused.has(wish.path)) continue;
    try {
      uploaded.push({ ...wish, id: (await client.upload(wish.path)).id });
    } catch (error) {
      refused.add(wish.path);
      console.log(`  ${basename(wish.path)} is refused: ${(error as Error).message}`);
    }
  }
  return { crowd: uploaded.slice(0, documents), others: uploaded.slice(documents) };
}

async function translate(client: DemoClient, { id, path, targetLanguage }: Uploaded): Promise<TogetherRun> {
  const startedAt = performance.now();
  const ended = await untilEnded(client, await client.translate(id, { language: 'en', targetLanguage }));
  const { pages = 0 } = (ended.output ?? {}) as { pages?: number };
  const seconds = (performance.now() - startedAt) / 1_000;
  return { file: basename(path), targetLanguage, pages, seconds, refused: ended.error?.code };
}

async function untilEnded(client: DemoClient, { id }: Job): Promise<Job> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    const job = await client.job(id);
    if (isTerminal(job.status)) return job;
    await delay(250);
  }
  throw new Error(`Job ${id} has not ended within ${patienceMs / 60_000} minutes`);
}
