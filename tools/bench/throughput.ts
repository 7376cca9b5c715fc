import { quantile } from './figures.ts';
import { eachOf, HttpClient } from './http-client.ts';
import type { Stack } from './stack.ts';

export interface Submitted {
  readonly ids: string[];
  readonly latenciesMs: number[];
  readonly perSecond: number;
  readonly startedAt: number;
}

const width = 20;

/** As fast as the API takes them, `width` connections at a time. */
export async function submitMany({ noop }: Stack, count: number): Promise<Submitted> {
  const client = new HttpClient(noop.url, width, noop.key);
  const ids: string[] = [];
  const latenciesMs: number[] = [];
  const startedAt = performance.now();
  try {
    await eachOf(Array.from({ length: count }), width, async () => {
      const { ms, body } = await client.post(noop.path, noop.job);
      latenciesMs.push(ms);
      ids.push(String(body[noop.idField]));
    });
    return { ids, latenciesMs, perSecond: perSecond(count, startedAt), startedAt };
  } finally {
    client.close();
  }
}

/** Jobs a second from the first submission to the last end, workers running all the while. */
export async function fullPath(stack: Stack, count: number) {
  const submitted = await submitMany(stack, count);
  await allDone(stack, submitted.ids);
  return { submitted, jobsPerSecond: perSecond(count, submitted.startedAt) };
}

/** Jobs a second that leave a queue of `count`: from the first that has ended to the last. */
export async function drain(stack: Stack, count: number) {
  await stack.hold();
  const { ids } = await submitMany(stack, count);
  await stack.release();
  let left = count;
  while (left === count) left = await stack.unfinished(ids);
  const startedAt = performance.now();
  const rest = left;
  await allDone(stack, ids);
  return perSecond(rest, startedAt);
}

/** At a steady rate, whether or not answers come in time; each latency counts from when its request was due. */
export async function submitAtRate({ noop }: Stack, ratePerSecond: number, seconds: number) {
  const client = new HttpClient(noop.url, 256, noop.key);
  const count = Math.floor(ratePerSecond * seconds);
  const startedAt = performance.now();
  try {
    const sent = Array.from({ length: count }, async (_, index) => {
      const due = startedAt + (index * 1_000) / ratePerSecond;
      await until(due);
      await client.post(noop.path, noop.job);
      return performance.now() - due;
    });
    const latencies = await Promise.all(sent);
    return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  } finally {
    client.close();
  }
}

/** `clients` that ask for a job's state every two seconds. */
export async function poll(stack: Stack, ids: readonly string[], clients: number, seconds: number) {
  const client = new HttpClient(stack.noop.url, 256, stack.noop.key);
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  try {
    await Promise.all(
      Array.from({ length: clients }, async (_, index) => {
        for (let due = startedAt + (index * 2_000) / clients; due < endsAt; due += 2_000) {
          await until(due);
          await client.get(stack.statusPath(ids[index % ids.length]!));
          latencies.push(performance.now() - due);
        }
      }),
    );
    return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  } finally {
    client.close();
  }
}

/** From the submission until the status says that the job has ended, asked again without a pause. */
export async function roundTrips({ noop, statusPath }: Stack, isDone: (body: object) => boolean, count: number) {
  const client = new HttpClient(noop.url, 1, noop.key);
  const latencies: number[] = [];
  try {
    for (let at = 0; at < count; at += 1) {
      const submittedAt = performance.now();
      const { body } = await client.post(noop.path, noop.job);
      const path = statusPath(String(body[noop.idField]));
      while (!isDone((await client.get(path)).body));
      latencies.push(performance.now() - submittedAt);
    }
    return quantile(latencies, 0.5);
  } finally {
    client.close();
  }
}

async function allDone(stack: Stack, ids: readonly string[]) {
  while ((await stack.unfinished(ids)) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

const perSecond = (count: number, startedAt: number) => (count * 1_000) / (performance.now() - startedAt);

function until(due: number) {
  const waitMs = due - performance.now();
  return waitMs > 0 ? new Promise<void>((resolve) => setTimeout(resolve, waitMs)) : undefined;
}
