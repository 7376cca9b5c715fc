import { setTimeout as delay } from 'node:timers/promises';
import type { LoadClient } from './load-client.ts';

const watched = 10;
const everyMs = 250;
const ends = ['succeeded', 'failed', 'cancelled', 'expired'];

/** Somebody who polls some of the jobs, and notices what goes back. Answers what that was. */
export async function watchJobs(client: LoadClient, over: AbortSignal): Promise<string[]> {
  const wrong: string[] = [];
  const seen = new Map<string, { seq: number; run: number; percent: number; status: string }>();
  while (!over.aborted) {
    await delay(everyMs);
    for (const { id, planned } of client.accepted.slice(0, watched)) {
      const before = seen.get(id);
      if (before && ends.includes(before.status)) continue;
      const { status: answer, body } = await client.once(`/v1/jobs/${id}`, planned.user);
      if (answer !== 200) continue; // it is away: the next round asks again
      const now = body as { seq: number; run: number; percent: number; status: string };
      if (before && (now.seq < before.seq || (now.run === before.run && now.percent < before.percent)))
        wrong.push(`${id} went back from ${JSON.stringify(before)} to ${now.seq}, ${now.percent} %`);
      seen.set(id, { seq: now.seq, run: now.run, percent: now.percent, status: now.status });
    }
  }
  return wrong;
}
