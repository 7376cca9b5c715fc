import { Redis } from 'ioredis';

const queue = 'polyspool:video';

/** What Redis itself says of the queue, before job-status has heard of it. */
export class QueueWatch {
  private readonly redis: Redis;

  constructor(redisUrl: string) {
    this.redis = new Redis(redisUrl, { maxRetriesPerRequest: null });
    this.redis.on('error', () => undefined); // tests take it away on purpose; a command waits until it is back
  }

  /** Where the queue's own events end now. */
  async position(): Promise<string> {
    const [last] = await this.redis.xrevrange(`${queue}:events`, '+', '-', 'COUNT', 1);
    return last?.[0] ?? '0-0';
  }

  /** Waits for `event` of a job after `position`, and answers its position: told within a millisecond, unlike any poll. */
  async next(event: string, jobId: string, position: string): Promise<string> {
    for (let from = position; ;) {
      const answer = await this.redis.xread('BLOCK', 20_000, 'STREAMS', `${queue}:events`, from);
      const entries = answer?.[0]?.[1];
      if (!entries) throw new Error(`No ${event} of ${jobId} within 20 s`);
      for (const [at, fields] of entries) {
        if (valueOf('event', fields) === event && valueOf('jobId', fields)?.startsWith(jobId)) return at;
        from = at;
      }
    }
  }

  /** Jobs that a worker holds, or held when it was killed. */
  async active(): Promise<string[]> {
    return (await this.redis.lrange(`${queue}:active`, 0, -1)).map(jobIdOf);
  }

  async waiting(): Promise<string[]> {
    return (await this.redis.lrange(`${queue}:wait`, 0, -1)).map(jobIdOf);
  }

  /** Whether a worker has brought it to its end. */
  async isFinished(jobId: string): Promise<boolean> {
    return (await this.redis.hexists(`${queue}:${jobId}_1`, 'finishedOn')) === 1;
  }

  async empty(): Promise<void> {
    await this.redis.flushall();
  }

  close() {
    this.redis.disconnect();
  }
}

const jobIdOf = (bullId: string) => bullId.slice(0, bullId.lastIndexOf('_'));

function valueOf(name: string, fields: readonly string[]) {
  const at = fields.findIndex((field, index) => index % 2 === 0 && field === name);
  return at < 0 ? undefined : fields[at + 1];
}
