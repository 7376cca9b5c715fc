import type { CeleryState } from '@polyspool/contracts/celery/celery-state';
import type { RedisClient } from '@polyspool/jobs/redis-connection';

export interface TaskMeta {
  readonly status: CeleryState;
  /** Of `FAILURE`, `RETRY` and `REVOKED` an exception. */
  readonly result: unknown;
}

const done: readonly CeleryState[] = ['SUCCESS', 'FAILURE', 'REVOKED'];

/** What is done stays done, as with Celery's own backend: another process may be late with its news. The status stands first. */
const putScript = `
local known = redis.call('GET', KEYS[1])
local status = known and string.match(known, '^{"status":"(%u+)"')
if ARGV[3] == '0' and (status == 'SUCCESS' or status == 'FAILURE' or status == 'REVOKED') then return 0 end
redis.call('SETEX', KEYS[1], ARGV[2], ARGV[1])
redis.call('PUBLISH', KEYS[1], ARGV[1])
return 1`;

/** Celery's result backend in Redis: what `AsyncResult` reads, and is told of while it waits in `get()`. */
export class TaskResults {
  constructor(
    private readonly redis: RedisClient,
    private readonly expiresSeconds: number,
  ) {}

  async put(taskId: string, { status, result }: TaskMeta) {
    const isDone = done.includes(status);
    const meta = JSON.stringify({
      status,
      result,
      traceback: null,
      children: [],
      date_done: isDone ? new Date().toISOString().replace('Z', '') : null,
      task_id: taskId,
    });
    const values = [meta, this.expiresSeconds, Number(isDone)];
    await this.redis.eval(putScript, 1, `celery-task-meta-${taskId}`, ...values);
  }
}
