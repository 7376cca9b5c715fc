import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { catalogue, queueNames } from '@polyspool/contracts/catalogue';
import { QueueStatsList, RegisteredTaskList, TaskPage } from '@polyspool/contracts/fleet';
import { queueNamed } from '@polyspool/contracts/queues';
import { noTasks, Tasks, type TaskState } from '@polyspool/database/tasks';
import { slotsOf, Workers } from '@polyspool/database/workers';
import { ForOperators } from '@polyspool/service/for-operators';
import { z } from 'zod';
import { Page, pageOf } from '../http/pages.js';

/** A queue may also be called what it was called before. */
const TaskFilter = Page.extend({ queue: z.string().max(100).transform(queueNamed).optional() });
type TaskFilter = z.output<typeof TaskFilter>;

/** What Celery's `inspect` answers: jobs of everybody, parts included, by what is happening to them. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/tasks')
export class TasksController {
  constructor(
    private readonly tasks: Tasks,
    private readonly workers: Workers,
  ) {}

  /** Begun, and not ended. */
  @Get('active')
  @ApiOkResponse({ standardSchema: TaskPage })
  active(@Query({ schema: TaskFilter }) filter: TaskFilter): Promise<TaskPage> {
    return this.#list('active', filter);
  }

  /** To begin, or to be tried again, at some time. */
  @Get('scheduled')
  @ApiOkResponse({ standardSchema: TaskPage })
  scheduled(@Query({ schema: TaskFilter }) filter: TaskFilter): Promise<TaskPage> {
    return this.#list('scheduled', filter);
  }

  /** Handed to the workers, and not begun. */
  @Get('reserved')
  @ApiOkResponse({ standardSchema: TaskPage })
  reserved(@Query({ schema: TaskFilter }) filter: TaskFilter): Promise<TaskPage> {
    return this.#list('reserved', filter);
  }

  @Get('registered')
  @ApiOkResponse({ standardSchema: RegisteredTaskList })
  async registered(): Promise<RegisteredTaskList> {
    const workers = await this.workers.live();
    const items = [...catalogue.values()].map((contract) => ({
      type: contract.name,
      queue: contract.queue,
      attempts: contract.retries + 1,
      softSeconds: contract.softLimitMs / 1_000,
      hardSeconds: contract.hardLimitMs / 1_000,
      engines: [...(contract.engines ?? [])],
      workers: workers.filter(({ queues }) => queues[contract.queue]).length,
    }));
    return { items };
  }

  @Get('stats')
  @ApiOkResponse({ standardSchema: QueueStatsList })
  async stats(): Promise<QueueStatsList> {
    const [workers, counts] = await Promise.all([this.workers.live(), this.tasks.counts()]);
    const slots = slotsOf(workers);
    const known = new Map(counts.map((count) => [count.queue, count]));
    const items = [...new Set([...queueNames, ...known.keys()])].map((queue) => ({
      ...(known.get(queue) ?? { ...noTasks, queue }),
      workers: workers.filter(({ queues }) => queues[queue]).length,
      slots: slots.get(queue) ?? 0,
    }));
    return { items };
  }

  async #list(state: TaskState, { cursor, limit, queue }: TaskFilter): Promise<TaskPage> {
    return pageOf(await this.tasks.list(state, { queue, after: cursor, limit: limit + 1 }), limit);
  }
}
