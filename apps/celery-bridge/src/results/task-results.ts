import type { CeleryState } from '@polyspool/contracts/celery/celery-state';
import type { RedisClient } from '@polyspool/jobs/redis-connection';

export interface TaskMeta {
  readonly status: CeleryState;
  /** Of `FAILURE`, `RETRY` and `REVOKED` an exception. */
  readonly result: unknown;
}

const done: readonly CeleryState[] = ['SUCCESS', 'FAILURE', 'REVOKED'];

/** Celery's result backend in Redis: what `AsyncResult` reads, and is told of while it waits in `get()`. */
export class TaskResults {
  constructor(
    private readonly redis: RedisClient,
    private readonly expiresSeconds: number,
  ) {}

  async put(taskId: string, { status, result }: TaskMeta) {
    const key = `celery-task-meta-${taskId}`;
    const meta = JSON.stringify({
      status,
      result,
      traceback: null,
      children: [],
      date_done: done.includes(status) ? new Date().toISOString().replace('Z', '') : null,
      task_id: taskId,
    });
    await this.redis.multi().setex(key, this.expiresSeconds, meta).publish(key, meta).exec();
  }
}
