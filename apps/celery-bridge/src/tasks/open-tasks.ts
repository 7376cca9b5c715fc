import type { RedisClient } from '@polyspool/jobs/redis-connection';

/** How long a revocation of a task is remembered that has not come yet: as Celery's workers do, for some hours. */
const revokedSeconds = 10_800;
/** And so long, which job a task became whose result nobody wants: it can still be revoked. */
const ignoredSeconds = 86_400;

/** Which task is which job, of those whose end has not been told yet. Kept in Redis: another process goes on with them. */
export class OpenTasks {
  readonly #jobs: string;
  readonly #tasks: string;

  constructor(
    private readonly redis: RedisClient,
    private readonly prefix: string,
  ) {
    this.#jobs = `${prefix}:celery:jobs`;
    this.#tasks = `${prefix}:celery:tasks`;
  }

  async add(taskId: string, jobId: string) {
    await this.redis.multi().hset(this.#jobs, taskId, jobId).hset(this.#tasks, jobId, taskId).exec();
  }

  async remove(taskId: string, jobId: string) {
    await this.redis.multi().hdel(this.#jobs, taskId).hdel(this.#tasks, jobId).exec();
  }

  async jobOf(taskId: string): Promise<string | undefined> {
    return (await this.redis.hget(this.#jobs, taskId)) ?? (await this.redis.get(this.#ignored(taskId))) ?? undefined;
  }

  /** Nobody asks how it goes. */
  async addIgnored(taskId: string, jobId: string) {
    await this.redis.setex(this.#ignored(taskId), ignoredSeconds, jobId);
  }

  /** Job and task. */
  async *all(): AsyncGenerator<readonly [jobId: string, taskId: string]> {
    let cursor = '0';
    do {
      const [next, flat] = await this.redis.hscan(this.#tasks, cursor, 'COUNT', 200);
      for (let at = 0; at < flat.length; at += 2) yield [flat[at]!, flat[at + 1]!];
      cursor = next;
    } while (cursor !== '0');
  }

  async revoke(taskId: string) {
    await this.redis.setex(`${this.prefix}:celery:revoked:${taskId}`, revokedSeconds, '1');
  }

  async isRevoked(taskId: string): Promise<boolean> {
    return (await this.redis.exists(`${this.prefix}:celery:revoked:${taskId}`)) === 1;
  }

  #ignored = (taskId: string) => `${this.prefix}:celery:ignored:${taskId}`;
}
