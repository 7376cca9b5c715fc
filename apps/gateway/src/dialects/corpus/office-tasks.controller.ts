import { Body, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse } from '@nestjs/swagger';
import { RecipientName } from '@polyspool/contracts/celery/office-tasks';
import { notificationJobs, recipientsPerPart } from '@polyspool/contracts/notifications';
import { ForOperators } from '@polyspool/service/for-operators';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Sender, SentBy, TakesIdempotencyKey } from '../../jobs/sent-by.js';
import { Dialect, SucceededBy } from '../dialect.js';
import { StartedTask } from './corpus-task.js';
import { StartTask } from './start-task.js';

const Nothing = z.strictObject({}).default({});
type Nothing = z.output<typeof Nothing>;

const { subject, message } = notificationJobs.send.input.shape;
const Letter = z.strictObject({
  recipients: z.array(RecipientName).min(1).max(recipientsPerPart),
  ...{ subject, message },
});
type Letter = z.output<typeof Letter>;

/** That system read these from the query; a body says the same. What is missing in both its task misses. */
const Alert = z
  .strictObject({ alert_type: z.string(), message: z.string(), severity: z.string() })
  .partial()
  .default({});
type Alert = z.output<typeof Alert>;
const Cleanup = z
  .strictObject({
    days_old: z.coerce.number().int().optional(),
    dry_run: z.union([z.boolean(), z.stringbool()]).optional(),
  })
  .default({});
type Cleanup = z.output<typeof Cleanup>;

/** Messages to people, and upkeep, as the corpus before this one took them: for operators only. */
@ForOperators()
@Dialect('api/v1/tasks')
export class OfficeTasksController {
  constructor(private readonly tasks: StartTask) {}

  @Post('send-notification')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/notifications', { summary: 'Send a message to some addresses' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  sendNotification(
    @SentBy() sender: Sender,
    @Body({ schema: Letter }) { message: body, ...letter }: Letter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const count = letter.recipients.length;
    const said = `Email notification queued for ${count} recipients`;
    return this.tasks.run(sender, { name: 'send_email', given: { ...letter, body }, message: said }, reply);
  }

  @Post('system-alert')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/jobs', { summary: 'Alert all administrators' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  systemAlert(
    @SentBy() sender: Sender,
    @Body({ schema: Alert }) body: Alert,
    @Query({ schema: Alert }) query: Alert,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const given = { ...query, ...body };
    return this.tasks.run(sender, { name: 'send_system_alert', given, message: 'System alert queued' }, reply);
  }

  @Post('maintenance/cleanup')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/jobs', { summary: 'Remove files that belong to nothing any longer' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  cleanup(
    @SentBy() sender: Sender,
    @Body({ schema: Cleanup }) body: Cleanup,
    @Query({ schema: Cleanup }) query: Cleanup,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const { days_old: days = 7, dry_run } = { ...query, ...body };
    const given = { days, dry_run };
    const said = `Cleanup started for files older than ${days} days`;
    return this.tasks.run(sender, { name: 'cleanup_old_files', given, message: said }, reply);
  }

  @Post('maintenance/optimize-db')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/jobs', { summary: 'Tidy up the database' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  optimizeDatabase(
    @SentBy() sender: Sender,
    @Body({ schema: Nothing }) given: Nothing,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const said = 'Database optimization started';
    return this.tasks.run(sender, { name: 'optimize_database', given, message: said }, reply);
  }

  @Post('maintenance/health-check')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/jobs', { summary: 'Look whether every part of the system works' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  checkHealth(
    @SentBy() sender: Sender,
    @Body({ schema: Nothing }) given: Nothing,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    return this.tasks.run(sender, { name: 'health_check', given, message: 'Health check started' }, reply);
  }
}
