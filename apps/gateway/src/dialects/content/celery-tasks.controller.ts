import { Body, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { celeryStateOf, CeleryState } from '@polyspool/contracts/celery/celery-state';
import { celeryTaskNamed, celeryTasks } from '@polyspool/contracts/celery/celery-tasks';
import { AppError } from '@polyspool/contracts/errors';
import type { Job } from '@polyspool/contracts/job-status';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../../access/key-guard.js';
import { Audited } from '../../audit/audited.js';
import { AuditedStart } from '../../audit/audited-start.js';
import { IdPipe } from '../../http/id-pipe.js';
import { CancelJob } from '../../jobs/cancel-job.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../../jobs/sent-by.js';
import { askAgain, Dialect, SucceededBy } from '../dialect.js';
import { TaskReader } from '../task-reader.js';
import { FlowerTask, flowerTaskOf } from './flower-task.js';
import { TaskCall, TaskCalls } from './task-calls.js';

const TaskTypes = z.object({ 'task-types': z.array(z.string()) });
const Revoked = z.object({ message: z.string() });
const TaskId = () => Param('taskId', new IdPipe('job.unknown'));

/** What is answered of a job that was started, and the job, for the audit log. */
class Applied {
  constructor(readonly job: Job) {}

  toJSON() {
    return { 'task-id': this.job.id, state: celeryStateOf(this.job) };
  }
}
const AppliedTask = z.object({ 'task-id': z.uuid(), state: CeleryState });

/** Tasks by name, for those who had no API of their own but Flower's. */
@Dialect('api/task')
export class CeleryTasksController {
  constructor(
    private readonly calls: TaskCalls,
    private readonly tasks: TaskReader,
    private readonly cancelJob: CancelJob,
  ) {}

  @Get('types')
  @SucceededBy('/v1/catalogue', { summary: 'Names of tasks' })
  @ApiOkResponse({ standardSchema: TaskTypes })
  types(): z.output<typeof TaskTypes> {
    return { 'task-types': [...celeryTasks.keys()] };
  }

  /** With the module before its name, or without. */
  @Post(['async-apply/:taskName', 'send-task/:taskName'])
  @HttpCode(200)
  @TakesIdempotencyKey()
  @AuditedStart((answer) => (answer as Applied).job)
  @SucceededBy('/v1/jobs', { summary: 'Start a task by its name' })
  @ApiOkResponse({ standardSchema: AppliedTask })
  async apply(
    @SentBy() sender: Sender,
    @Param('taskName') name: string,
    @Body({ schema: TaskCall }) call: TaskCall,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Applied> {
    const task = celeryTaskNamed(name);
    if (!task) throw new AppError('route.unknown', `Unknown task '${name.slice(0, 100)}'`);
    const job = await this.calls.submit(sender, task, call);
    reply.header('location', `/v1/jobs/${job.id}`);
    return new Applied(job);
  }

  @Get('result/:taskId')
  @SucceededBy('/v1/jobs/{taskId}', { summary: 'State and result of a task' })
  @ApiOkResponse({ standardSchema: FlowerTask })
  async result(
    @By() by: Person,
    @TaskId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FlowerTask> {
    const task = await this.tasks.find(by, id);
    askAgain(reply, task.job);
    return flowerTaskOf(task);
  }

  @Post('revoke/:taskId')
  @HttpCode(200)
  @Audited('job.cancel')
  @SucceededBy('/v1/jobs/{taskId}/cancel', { summary: 'End a task' })
  @ApiOkResponse({ standardSchema: Revoked })
  async revoke(@By() by: Person, @TaskId() id: string): Promise<z.output<typeof Revoked>> {
    await this.cancelJob.ifOpen(by, id);
    return { message: `Revoked '${id}'` };
  }
}
