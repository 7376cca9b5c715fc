import { fullAt, measured, progressPerSecond } from './measured.ts';
import type { Course, Sample } from './simulation.ts';

/** What a course asks of Redis and Postgres: on the mean while jobs came, and in its heaviest minute. */
export interface StoreLoad {
  readonly jobsPerSecond: number;
  readonly redisCommandsPerSecond: Load;
  /** Of its one core. */
  readonly redisCores: Load;
  readonly redisMiB: number;
  readonly postgresRowsPerSecond: Load;
  readonly postgresCores: Load;
  readonly walMiBPerSecond: Load;
  readonly eventsPerDay: number;
  readonly eventGiBPerDay: number;
  /** How many times as much Redis could take of it, with one core. */
  readonly redisRoom: number;
}

interface Load {
  readonly mean: number;
  readonly peak: number;
}

const of = (name: keyof typeof measured) => measured[name].value;
const samplesOfMinute = 6;
const sampleS = 10;

export function loadOfStores({ samples, scenario }: Course): StoreLoad {
  const during = samples.filter(({ at }) => at > 0 && at <= scenario.minutes * 60);
  const jobs = loadOf(during, ({ ends }) => sum(ends) / sampleS);
  const progress = loadOf(during, ({ active }) => sum(active) * progressPerSecond);
  const both = (perJob: number, perProgress: number) => ({
    mean: jobs.mean * perJob + progress.mean * perProgress,
    peak: jobs.peak * perJob + progress.peak * perProgress,
  });
  const pods = loadOf(during, (sample) => sum(sample.pods));
  const withPods = (load: Load, perPod: number): Load => ({
    mean: load.mean + pods.mean * perPod,
    peak: load.peak + pods.peak * perPod,
  });
  const redisCores = withPods(
    both(of('redisCpuMsPerJob') / 1_000, of('redisCpuMsPerProgress') / 1_000),
    of('redisCpuMsPerPod') / 1_000,
  );
  const events = both(of('eventsPerJob'), 1);
  return {
    jobsPerSecond: jobs.mean,
    redisCommandsPerSecond: withPods(
      both(of('redisCommandsPerJob'), of('redisCommandsPerProgress')),
      of('redisCommandsPerPod'),
    ),
    redisCores,
    redisMiB: redisMemory(during),
    postgresRowsPerSecond: both(of('postgresRowsPerJob'), of('postgresRowsPerProgress')),
    postgresCores: both(of('postgresCpuMsPerJob') / 1_000, of('postgresCpuMsPerProgress') / 1_000),
    walMiBPerSecond: both(of('walBytesPerJob') / 2 ** 20, of('walBytesPerProgress') / 2 ** 20),
    eventsPerDay: events.mean * 86_400,
    eventGiBPerDay: (events.mean * 86_400 * of('bytesPerEvent')) / 2 ** 30,
    redisRoom: fullAt / redisCores.peak,
  };
}

/** Jobs that are in Redis, and what ended and was told in the minute that is kept and since that was cleared: it is done as often as samples are taken. */
function redisMemory(during: readonly Sample[]) {
  const told = during.map(
    ({ ends, active }) =>
      sum(ends) * of('streamEntriesPerJob') * of('redisBytesPerStreamEntry') +
      sum(active) * progressPerSecond * sampleS * of('redisBytesPerProgressEntry'),
  );
  const ended = during.map(({ ends }) => sum(ends) * of('redisBytesPerEndedJob'));
  const held = during.map(({ inRedis, ends }, at) => {
    const lately = (bytes: readonly number[]) => sum(bytes.slice(Math.max(0, at - samplesOfMinute), at + 1));
    const left = ends.length * of('streamEntriesLeft') * of('redisBytesPerStreamEntry');
    return sum(inRedis) * of('redisBytesPerJob') + lately(ended) + lately(told) + left;
  });
  return Math.max(...held, 0) / 2 ** 20;
}

function loadOf(samples: readonly Sample[], value: (sample: Sample) => number): Load {
  const values = samples.map(value);
  const minutes = values.flatMap((_, at) =>
    at + samplesOfMinute <= values.length ? [mean(values.slice(at, at + samplesOfMinute))] : [],
  );
  return { mean: mean(values), peak: Math.max(...minutes, 0) };
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const mean = (values: readonly number[]) => sum(values) / Math.max(1, values.length);
