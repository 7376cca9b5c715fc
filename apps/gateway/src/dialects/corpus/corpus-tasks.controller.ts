import { Delete, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Person } from '@polyspool/database/people';
import { type QueueCounts, Tasks, type TaskState } from '@polyspool/database/tasks';
import { ForOperators } from '@polyspool/service/for-operators';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../../access/key-guard.js';
import { Audited } from '../../audit/audited.js';
import { IdPipe } from '../../http/id-pipe.js';
import { Page, pageOf } from '../../http/pages.js';
import { CancelJob } from '../../jobs/cancel-job.js';
import { askAgain, Dialect, SucceededBy } from '../dialect.js';
import { TaskReader } from '../task-reader.js';
import { CorpusTaskList, CorpusTaskStatus, corpusTaskStatus, listedTask } from './corpus-task.js';

const CancelledTask = z.object({ message: z.string(), task_id: z.uuid(), status: z.literal('cancelled') });
type CancelledTask = z.output<typeof CancelledTask>;
type Page = z.output<typeof Page>;

const TaskId = () => Param('taskId', new IdPipe('job.unknown'));

/** Tasks of the corpus before this one: how far they are, their end, and for operators what goes on. */
@Dialect('api/v1/tasks')
export class CorpusTasksController {
  constructor(
    private readonly reader: TaskReader,
    private readonly cancelJob: CancelJob,
    private readonly tasks: Tasks,
  ) {}

  @Get('status/:taskId')
  @SucceededBy('/v1/jobs/{taskId}', { summary: 'How far a task is' })
  @ApiOkResponse({ standardSchema: CorpusTaskStatus })
  async find(
    @By() by: Person,
    @TaskId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorpusTaskStatus> {
    const { job, result } = await this.reader.find(by, id);
    askAgain(reply, job);
    return corpusTaskStatus(job, result);
  }

  @Delete('cancel/:taskId')
  @Audited('job.cancel')
  @SucceededBy('/v1/jobs/{taskId}/cancel', { summary: 'Cancel a task that waits or runs' })
  @ApiOkResponse({ standardSchema: CancelledTask })
  async cancel(@By() by: Person, @TaskId() id: string): Promise<CancelledTask> {
    await this.cancelJob.run(by, id);
    return { message: `Task ${id} cancellation requested`, task_id: id, status: 'cancelled' };
  }

  @Get('active')
  @ForOperators()
  @SucceededBy('/v1/admin/tasks/active', { summary: 'Tasks of everybody that run' })
  @ApiOkResponse({ standardSchema: CorpusTaskList })
  active(@Query({ schema: Page }) page: Page): Promise<CorpusTaskList> {
    return this.#list('active', page, ({ active }) => active);
  }

  @Get('scheduled')
  @ForOperators()
  @SucceededBy('/v1/admin/tasks/scheduled', { summary: 'Tasks of everybody that are to begin, or to be tried again' })
  @ApiOkResponse({ standardSchema: CorpusTaskList })
  scheduled(@Query({ schema: Page }) page: Page): Promise<CorpusTaskList> {
    return this.#list('scheduled', page, ({ scheduled, retrying }) => scheduled + retrying);
  }

  async #list(state: TaskState, { cursor, limit }: Page, countIn: (counts: QueueCounts) => number) {
    const [found, counts] = await Promise.all([
      this.tasks.list(state, { after: cursor, limit: limit + 1 }),
      this.tasks.counts(),
    ]);
    const { items, nextCursor } = pageOf(found, limit);
    return {
      tasks: items.map(listedTask),
      total_count: counts.reduce((sum, queue) => sum + countIn(queue), 0),
      next_cursor: nextCursor ?? null,
    };
  }
}
