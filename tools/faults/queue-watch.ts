import { Redis } from 'ioredis';

/** Short recordings have a lane of their own. */
const queues = ['polyspool:video', 'polyspool:video-short'];

/** What Redis itself says of the queues, before job-status has heard of it. */
export class QueueWatch {
  private readonly redis: Redis;

  constructor(redisUrl: string) {
    this.redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    this.redis.on('error', () => undefined); // tests take it away on purpose; a command waits until it is back
  }

  /** Where the queues' own events end now: their numbers are Redis' clock, the same for all. */
  async position(): Promise<string> {
    const ends = await Promise.all(
      queues.map((queue) => this.redis.xrevrange(`${queue}:events`, '+', '-', 'COUNT', 1)),
    );
    return ends.map(([last]) => last?.[0] ?? '0-0').reduce((one, other) => (isLater(one, other) ? one : other));
  }

  /** Waits for `event` of a job after `position`, and answers its position: told within a millisecond, unlike any poll. */
  async next(event: string, jobId: string, position: string): Promise<string> {
    const streams = queues.map((queue) => `${queue}:events`);
    const from = new Map(streams.map((stream) => [stream, position]));
    for (;;) {
      const answer = await this.redis.xread('BLOCK', 20_000, 'STREAMS', ...streams, ...from.values());
      if (!answer) throw new Error(`No ${event} of ${jobId} within 20 s`);
      for (const [stream, entries] of answer) {
        for (const [at, fields] of entries) {
          if (valueOf('event', fields) === event && valueOf('jobId', fields)?.startsWith(jobId)) return at;
          from.set(stream, at);
        }
      }
    }
  }

  /** Jobs that a worker holds, or held when it was killed. */
  async active(): Promise<string[]> {
    const held = await Promise.all(queues.map((queue) => this.redis.lrange(`${queue}:active`, 0, -1)));
    return held.flat().map(jobIdOf);
  }

  async waiting(): Promise<string[]> {
    const held = await Promise.all(
      queues.flatMap((queue) => [
        this.redis.lrange(`${queue}:wait`, 0, -1),
        this.redis.zrange(`${queue}:prioritized`, '0', '-1'),
      ]),
    );
    return held.flat().map(jobIdOf);
  }

  /** Whether a worker has brought it to its end. */
  async isFinished(jobId: string): Promise<boolean> {
    const found = await Promise.all(queues.map((queue) => this.redis.hexists(`${queue}:${jobId}_1`, 'finishedOn')));
    return found.includes(1);
  }

  async empty(): Promise<void> {
    await this.redis.flushall();
  }

  close() {
    this.redis.disconnect();
  }
}

const jobIdOf = (bullId: string) => bullId.slice(0, bullId.lastIndexOf('_'));

const isLater = (one: string, other: string) => {
  const [[oneMs, oneNumber], [otherMs, otherNumber]] = [one, other].map((id) => id.split('-').map(Number)) as [
    [number, number],
    [number, number],
  ];
  return oneMs > otherMs || (oneMs === otherMs && oneNumber > otherNumber);
};

function valueOf(name: string, fields: readonly string[]) {
  const at = fields.findIndex((field, index) => index % 2 === 0 && field === name);
  return at < 0 ? undefined : fields[at + 1];
}
