import { Body, Controller, Get, HttpCode, Param, type PipeTransform, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { queueNames } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import { PurgeResult, QueueList, type QueueState, QueueStatus } from '@polyspool/contracts/queue-status';
import { queueNamed } from '@polyspool/contracts/queues';
import type { Person } from '@polyspool/database/people';
import { QueueControls } from '@polyspool/database/queue-controls';
import { ForOperators } from '@polyspool/service/for-operators';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { LifeLog } from '../jobs/life-log.js';

const Purge = z.strictObject({ dryRun: z.boolean().default(false) }).prefault({});

/** A queue may also be called what it was called before. */
class QueuePipe implements PipeTransform<string, string> {
  transform(name: string) {
    const queue = queueNamed(name);
    if (!queueNames.includes(queue)) throw new AppError('queue.unknown', `There is no queue ${name.slice(0, 64)}`);
    return queue;
  }
}

const QueueName = () => Param('queue', new QueuePipe());

/** Whole queues: what is in them, and whether they go on. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/queues')
export class QueuesController {
  constructor(
    private readonly controls: QueueControls,
    private readonly life: LifeLog,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: QueueList })
  async list(): Promise<QueueList> {
    return { items: await this.controls.list(queueNames) };
  }

  /** Nothing is begun any more. What runs, goes on; new jobs are accepted, and wait. */
  @Post(':queue/pause')
  @Audited('queue.pause')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: QueueStatus })
  pause(@By() by: Person, @QueueName() queue: string): Promise<QueueStatus> {
    return this.#set(by, queue, 'paused');
  }

  /** Ends a pause, and a drain. */
  @Post(':queue/resume')
  @Audited('queue.resume')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: QueueStatus })
  resume(@By() by: Person, @QueueName() queue: string): Promise<QueueStatus> {
    return this.#set(by, queue, 'open');
  }

  /** New jobs are refused. What is there runs, until the queue is empty. */
  @Post(':queue/drain')
  @Audited('queue.drain')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: QueueStatus })
  drain(@By() by: Person, @QueueName() queue: string): Promise<QueueStatus> {
    return this.#set(by, queue, 'draining');
  }

  /** Cancels all that waits. */
  @Post(':queue/purge')
  @Audited('queue.purge')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: PurgeResult })
  async purge(
    @By() by: Person,
    @QueueName() queue: string,
    @Body({ schema: Purge }) { dryRun }: z.output<typeof Purge>,
  ): Promise<PurgeResult> {
    if (dryRun) return { matched: await this.controls.countWaiting(queue), cancelled: 0 };
    const cancelled = await this.controls.purge(queue, (jobs) => jobs.forEach((job) => this.life.cancelled(job)));
    this.life.log.info({ queue, cancelled, userId: by.id }, 'Queue purged');
    return { matched: cancelled, cancelled };
  }

  async #set(by: Person, queue: string, state: QueueState): Promise<QueueStatus> {
    await this.controls.set(queue, state);
    this.life.log.info({ queue, state, userId: by.id }, 'Queue controlled');
    const [status] = await this.controls.list([queue]);
    return status!; // one row for each queue that is asked for
  }
}
