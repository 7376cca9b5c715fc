import { eachOf, HttpClient } from './http-client.ts';

export interface SubmitTarget {
  readonly url: string;
  readonly key?: string;
  /** Sends one job and answers with its id. */
  readonly path: string;
  readonly job: object;
  readonly idField: string;
  /** So that open jobs stay below the quota; where there is none, nothing. */
  readonly cancelPath?: (id: string) => string;
}

const batch = 100;

/** How long each of `count` submissions took, `width` at a time; one batch unmeasured before. */
export async function submitLatencies(target: SubmitTarget, count: number, width: number): Promise<number[]> {
  const client = new HttpClient(target.url, width, target.key);
  try {
    await submitBatch(target, client, width);
    const latencies: number[] = [];
    while (latencies.length < count) latencies.push(...(await submitBatch(target, client, width)));
    return latencies;
  } finally {
    client.close();
  }
}

async function submitBatch(target: SubmitTarget, client: HttpClient, width: number): Promise<number[]> {
  const latencies: number[] = [];
  const ids: string[] = [];
  await eachOf(Array.from({ length: batch }), width, async () => {
    const { ms, body } = await client.post(target.path, target.job);
    latencies.push(ms);
    ids.push(String(body[target.idField]));
  });
  const { cancelPath } = target;
  if (cancelPath) await eachOf(ids, width, async (id) => void (await client.post(cancelPath(id))));
  return latencies;
}
