import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { RedisClient } from '@polyspool/jobs/redis-connection';
import { Logger } from '@polyspool/service/logger';
import { z } from 'zod';
import { OpenTasks } from '../tasks/open-tasks.js';
import { TaskApi } from '../tasks/task-api.js';

/** Where kombu publishes what goes to all workers: `/<database>.celery.pidbox`. */
const channels = '*.celery.pidbox';

const Ids = z.union([z.string(), z.array(z.string()).max(10_000)]);
const Revoke = z.object({ method: z.literal('revoke'), arguments: z.object({ task_id: Ids }) });

/** The connection of its own that a subscription needs. */
export abstract class Subscriber {
  abstract readonly redis: RedisClient;
}

/** `AsyncResult.revoke()` ends the job, or keeps it from being made. Other commands are for workers, which these are not. */
@Injectable()
export class ControlListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly subscriber: Subscriber,
    private readonly open: OpenTasks,
    private readonly api: TaskApi,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap() {
    const { redis } = this.subscriber;
    redis.on('pmessage', (_pattern: string, _channel: string, message: string) => void this.#hear(message));
    void redis.psubscribe(channels).catch((err: unknown) => this.log.warn({ err }, 'No revocations are heard'));
  }

  beforeApplicationShutdown() {
    this.subscriber.redis.disconnect();
  }

  async #hear(message: string) {
    const command = Revoke.safeParse(commandIn(message)).data;
    if (!command) return;
    const { task_id: ids } = command.arguments;
    for (const taskId of typeof ids === 'string' ? [ids] : ids) {
      await this.#revoke(taskId).catch((err: unknown) => this.log.warn({ err, taskId }, 'A task could not be revoked'));
    }
  }

  async #revoke(taskId: string) {
    // First: its message may be read at this moment.
    await this.open.revoke(taskId);
    const jobId = await this.open.jobOf(taskId);
    if (jobId !== undefined) await this.api.revoke(jobId);
  }
}

function commandIn(message: string): unknown {
  try {
    const { body } = z.object({ body: z.string() }).parse(JSON.parse(message));
    return JSON.parse(Buffer.from(body, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}
