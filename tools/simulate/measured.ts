/** A figure, and where it is from. */
interface Measured {
  readonly value: number;
  readonly source: string;
}

const own = '`npm run simulate -- --measure`';
const inRedis = '`npm run bench -- redis`, input and output of a few bytes';
const bench = '`npm run bench -- --only engine` (tools/bench/README.md)';

/**
 * What a job costs the stores, on two cores at a load of 40, so that news come one by one and not in batches: upper bounds.
 * Everything that the tables say of Redis and Postgres is made of these figures.
 */
export const measured = {
  /** Of the whole system at rest, divided by the queues that its workers serve: the share of job-status is in it. */
  redisCommandsPerPod: { value: 63, source: `${own}: 1,260 a second for 20 queues` },
  redisCpuMsPerPod: { value: 0.45, source: `${own}: 9 ms a second for 20 queues` },
  redisCommandsPerJob: { value: 41, source: own },
  redisCommandsPerProgress: { value: 8.3, source: own },
  redisCpuMsPerJob: { value: 0.34, source: own },
  redisCpuMsPerProgress: { value: 0.51, source: own },
  redisBytesPerJob: { value: 1_000, source: inRedis },
  /** For a minute after its end is recorded. */
  redisBytesPerEndedJob: { value: 1_720, source: inRedis },
  /** On the mean of all that a job that reports once has there. */
  redisBytesPerStreamEntry: { value: 180, source: inRedis },
  redisBytesPerProgressEntry: {
    value: 465,
    source: '`npm run bench -- redis`: with a step, a message and a line of the log',
  },
  streamEntriesPerJob: { value: 5, source: 'added, waiting, active, completed, and the first news' },
  /** Streams are trimmed behind what is recorded, by whole nodes. */
  streamEntriesLeft: { value: 100, source: '`stream-node-max-entries` of Redis' },
  postgresCpuMsPerJob: { value: 1.3, source: own },
  postgresCpuMsPerProgress: { value: 3.4, source: own },
  postgresRowsPerJob: { value: 12.9, source: own },
  postgresRowsPerProgress: { value: 1.75, source: own },
  walBytesPerJob: { value: 5_200, source: own },
  walBytesPerProgress: { value: 700, source: 'by its rows, as those of a job: too little to be told from checkpoints' },
  eventsPerJob: { value: 3, source: own },
  bytesPerEvent: { value: 238, source: '`node tools/bench/event-log/event-log.ts`' },
  /** Accepted until started, of a job that nobody is in front of. */
  startS: { value: 0.02, source: `${bench}: submit to start, p50` },
  /** The most that was accepted and recorded in a second, on two cores that everything shared. */
  acceptsPerSecond: { value: 2_250, source: `${bench}: submissions with the queue paused` },
  bullMqPerSecond: { value: 10_746, source: `${bench}: drain by BullMQ alone, the least of three runs` },
} as const satisfies Readonly<Record<string, Measured>>;

/** A store that has a core for itself is full there: Redis has one in all, Postgres as many as it is given. */
export const fullAt = 0.7;
/** News of a running job in a second: a worker sends four at the most (libs/jobs/src/progress-reporter.ts). */
export const progressPerSecond = 1;
