import { loadOfStores } from './load-of-stores.ts';
import { measured, progressPerSecond } from './measured.ts';
import type { Sample } from './simulation.ts';
import { oneQueue } from './testing-scenarios.ts';

const minutes = 10;
const heldS = 70;

/** As many jobs run, and as many end in a second, from the first to the last moment. */
const redisBytes = ({ active, endsPerSecond }: { readonly active: number; readonly endsPerSecond: number }) => {
  const sample = { pods: [1], waiting: [0], active: [active], inRedis: [0], accepts: [0], ends: [endsPerSecond * 10] };
  const samples = Array.from({ length: minutes * 6 }, (_, index): Sample => ({ ...sample, at: (index + 1) * 10 }));
  return (
    loadOfStores({ scenario: oneQueue({}, { minutes }), queues: [], samples, seconds: minutes * 60 }).redisMiB * 2 ** 20
  );
};

describe('the load of the stores', () => {
  const nothing = redisBytes({ active: 0, endsPerSecond: 0 });

  it('has a minute of news in Redis, each as large as news are', () => {
    const news = 1_000 * heldS * progressPerSecond;

    expect(redisBytes({ active: 1_000, endsPerSecond: 0 }) - nothing).toBeCloseTo(
      news * measured.redisBytesPerProgressEntry.value,
      0,
    );
  });

  it('has jobs that ended in that minute there too, with all that was told of them', () => {
    const { redisBytesPerEndedJob, redisBytesPerStreamEntry, streamEntriesPerJob } = measured;
    const bytesPerJob = redisBytesPerEndedJob.value + streamEntriesPerJob.value * redisBytesPerStreamEntry.value;

    expect(redisBytes({ active: 0, endsPerSecond: 75 }) - nothing).toBeCloseTo(75 * heldS * bytesPerJob, 0);
  });
});
