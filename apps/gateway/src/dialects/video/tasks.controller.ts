import { Delete, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../../access/key-guard.js';
import { Audited } from '../../audit/audited.js';
import { IdPipe } from '../../http/id-pipe.js';
import { CancelJob } from '../../jobs/cancel-job.js';
import { askAgain, Dialect, SucceededBy } from '../dialect.js';
import { TaskReader } from '../task-reader.js';
import { TaskStatusResponse, taskStatusOf } from './task-status.js';

const TaskCancelResponse = z.object({ status: z.literal('cancelled'), task_id: z.uuid() });
type TaskCancelResponse = z.output<typeof TaskCancelResponse>;

const TaskId = () => Param('taskId', new IdPipe('job.unknown'));

/** How far a task is, and its end. Whoever else's it is, it is unknown: there, anybody could read and end it. */
@Dialect()
export class VideoTasksController {
  constructor(
    private readonly tasks: TaskReader,
    private readonly cancelJob: CancelJob,
  ) {}

  @Get(['api/tasks/:taskId/status', 'tasks/:taskId/status', 'status/:taskId'])
  @SucceededBy('/v1/jobs/{taskId}', { summary: 'How far a task is' })
  @ApiOkResponse({ standardSchema: TaskStatusResponse })
  async find(
    @By() by: Person,
    @TaskId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TaskStatusResponse> {
    const { job, result } = await this.tasks.find(by, id);
    askAgain(reply, job);
    return taskStatusOf(job, result);
  }

  /** Whether it had ended or not: to the caller it is over. */
  @Delete('api/tasks/:taskId')
  @Audited('job.cancel')
  @SucceededBy('/v1/jobs/{taskId}/cancel', { summary: 'End a task' })
  @ApiOkResponse({ standardSchema: TaskCancelResponse })
  async cancel(@By() by: Person, @TaskId() id: string): Promise<TaskCancelResponse> {
    await this.cancelJob.ifOpen(by, id);
    return { status: 'cancelled', task_id: id };
  }
}
