import type { Attempt } from '@polyspool/contracts/job-status';
import type { Database, Statements } from './database.js';
import { columnOf, storableJson, storableText } from './storable.js';

/** What became of an attempt, or what else is known of it now. */
export interface AttemptChange {
  readonly jobId: string;
  readonly run: number;
  readonly attempt: number;
  readonly outcome: Attempt['outcome'];
  readonly at: Date;
  /** Its handler begins, or begins again after a wait: what its processes use then counts from zero. */
  readonly enters?: boolean;
  readonly worker?: string | undefined;
  readonly error?: Attempt['error'];
  readonly usage?: Usage | undefined;
}

interface Usage {
  readonly peakRssBytes: number;
  readonly cpuSeconds: number;
}

/** Every try at every job: where it ran, when, and what came of it. */
export class Attempts {
  constructor(private readonly database: Database) {}

  /** Of a job, first to last. */
  async of(jobId: string): Promise<Attempt[]> {
    const rows = await this.database.query<AttemptRecord>(
      `SELECT run, attempt, worker, started_at AS "startedAt", finished_at AS "finishedAt", outcome, error,
         peak_rss_bytes::float8 AS "peakRssBytes", cpu_seconds AS "cpuSeconds"
       FROM attempts WHERE job_id = $1 ORDER BY run, attempt`,
      [jobId],
    );
    return rows.map(({ startedAt, finishedAt, error, peakRssBytes, cpuSeconds, ...row }) => ({
      ...row,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt?.toISOString(),
      error: error ?? undefined,
      peakRssBytes: peakRssBytes ?? undefined,
      cpuSeconds: cpuSeconds ?? undefined,
    }));
  }
}

interface AttemptRecord extends Pick<Attempt, 'run' | 'attempt' | 'worker' | 'outcome'> {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly error: NonNullable<Attempt['error']> | null;
  readonly peakRssBytes: number | null;
  readonly cpuSeconds: number | null;
}

/** In the transaction that saves the rows of the jobs, and in the order in which the changes happened. */
export async function saveAttempts(tx: Statements, changes: readonly AttemptChange[]) {
  for (const layer of layersOf(changes)) {
    await tx.execute(save, [
      layer.map(({ jobId }) => jobId),
      layer.map(({ run }) => run),
      layer.map(({ attempt }) => attempt),
      columnOf(layer.map(({ worker }) => (worker === undefined ? null : storableText(worker)))),
      layer.map(({ startedAt }) => startedAt.toISOString()),
      columnOf(layer.map(({ outcome, at }) => (isOpen(outcome) ? null : at.toISOString()))),
      layer.map(({ outcome }) => outcome),
      columnOf(layer.map(({ error }) => (error ? storableJson(error) : null))),
      columnOf(layer.map(({ usage }) => usage?.peakRssBytes ?? null)),
      columnOf(layer.map(({ usage }) => usage?.cpuSeconds ?? null)),
      columnOf(layer.map(({ enters }) => (enters ? null : 0))),
    ]);
  }
}

export const isOpen = (outcome: Attempt['outcome'] | null) => outcome === 'running' || outcome === 'waiting';

interface Merged extends AttemptChange {
  readonly startedAt: Date;
}

/** One row for each attempt; what an attempt does after it has begun again goes into the next layer. */
function layersOf(changes: readonly AttemptChange[]): Merged[][] {
  const layers: Map<string, Merged>[] = [];
  const depth = new Map<string, number>();
  for (const change of changes) {
    const key = `${change.jobId} ${change.run} ${change.attempt}`;
    const known = depth.get(key);
    const at = known === undefined ? 0 : known + (change.enters ? 1 : 0);
    depth.set(key, at);
    const layer = (layers[at] ??= new Map());
    const before = layer.get(key);
    layer.set(key, before ? merge(before, change) : { ...change, startedAt: change.at });
  }
  return layers.map((layer) => [...layer.values()]);
}

const merge = (before: Merged, change: AttemptChange): Merged => ({
  ...change,
  startedAt: before.startedAt,
  enters: before.enters ?? false,
  worker: change.worker ?? before.worker,
  error: change.error ?? before.error,
  usage: change.usage ?? before.usage,
});

// `cpu_before` is what earlier entries of the attempt have used: null says that it enters just now.
const save = `
  INSERT INTO attempts AS known (job_id, run, attempt, worker, started_at, finished_at, outcome, error, peak_rss_bytes, cpu_seconds, cpu_before)
  SELECT id, run, attempt, coalesce(worker, 'unknown'), at, finished, outcome, error, rss, cpu, before
  FROM unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::text[], $8::jsonb[],
    $9::bigint[], $10::real[], $11::real[])
    AS x(id, run, attempt, worker, at, finished, outcome, error, rss, cpu, before)
  ON CONFLICT (job_id, run, attempt) DO UPDATE SET
    worker = CASE WHEN excluded.worker = 'unknown' THEN known.worker ELSE excluded.worker END,
    finished_at = excluded.finished_at, outcome = excluded.outcome, error = coalesce(excluded.error, known.error),
    peak_rss_bytes = greatest(known.peak_rss_bytes, excluded.peak_rss_bytes),
    cpu_before = CASE WHEN excluded.cpu_before IS NULL THEN coalesce(known.cpu_seconds, 0) ELSE known.cpu_before END,
    cpu_seconds = coalesce(excluded.cpu_seconds
      + coalesce(CASE WHEN excluded.cpu_before IS NULL THEN known.cpu_seconds ELSE known.cpu_before END, 0), known.cpu_seconds)`;
