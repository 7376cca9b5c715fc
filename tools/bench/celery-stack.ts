import { Redis } from 'ioredis';
import type { Daemon } from '../faults/daemon.ts';
import type { Stack } from './stack.ts';

/** The peer's queue. It is held by stopping its worker, as Celery has no pause that outlasts one. */
export class CeleryStack implements Stack {
  readonly name = 'Celery';
  readonly noop: Stack['noop'];
  private readonly worker: Daemon;
  private readonly redis: Redis;

  constructor(url: string, redisUrl: string, worker: Daemon) {
    this.noop = { url, path: '/api/jobs', job: { text: 'x' }, idField: 'task_id' };
    this.worker = worker;
    this.redis = new Redis(redisUrl);
  }

  statusPath = (id: string) => `/api/tasks/${id}/status`;

  async hold() {
    await this.worker.stop();
  }

  async release() {
    await this.worker.start();
  }

  /** What the result backend does not have yet. */
  async unfinished(ids: readonly string[]) {
    const found = await this.redis.exists(...ids.map((id) => `celery-task-meta-${id}`));
    if (found < ids.length) return ids.length - found;
    const results = await this.redis.mget(...ids.map((id) => `celery-task-meta-${id}`));
    return results.filter((result) => !result?.includes('"SUCCESS"')).length;
  }

  async close() {
    await this.worker.stop();
    this.redis.disconnect();
  }
}
