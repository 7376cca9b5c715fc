import { Body, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse } from '@nestjs/swagger';
import { ForOperators } from '@polyspool/service/for-operators';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audited } from '../../audit/audited.js';
import { exportLimits } from '../../gdpr/my-data.controller.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../../jobs/sent-by.js';
import { Dialect, SucceededBy } from '../dialect.js';
import { StartedTask } from './corpus-task.js';
import { StartTask } from './start-task.js';

// That system read all of these from the query, and its guide sends them as a body: both are taken.
const Daily = z.strictObject({ report_date: z.iso.date().optional() }).default({});
type Daily = z.output<typeof Daily>;
const OfPerson = z
  .strictObject({
    /** Oneself where nobody is named; operators may name others. */
    target_user_id: z.uuid().optional(),
    /** The thirty days before the last one where it is not said; the last one is today. */
    start_date: z.iso.date().optional(),
    end_date: z.iso.date().optional(),
  })
  .default({});
type OfPerson = z.output<typeof OfPerson>;
const Export = z.strictObject({ export_format: z.literal('json').optional() }).default({});
type Export = z.output<typeof Export>;

/** Reports, and what is kept of somebody, as the corpus before this one made them. */
@Dialect('api/v1/tasks')
export class ReportTasksController {
  constructor(private readonly tasks: StartTask) {}

  @Post('reports/daily')
  @ForOperators()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/reports', { summary: 'Report on a day, yesterday where none is named' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  daily(
    @SentBy() sender: Sender,
    @Body({ schema: Daily }) body: Daily,
    @Query({ schema: Daily }) query: Daily,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const given = { ...query, ...body };
    const message = 'Daily report generation started';
    return this.tasks.run(sender, { name: 'generate_daily_report', given, message }, reply);
  }

  @Post('reports/user')
  @HttpCode(202)
  @TakesIdempotencyKey()
  @SucceededBy('/v1/reports', { summary: 'Report on what somebody did' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  ofPerson(
    @SentBy() sender: Sender,
    @Body({ schema: OfPerson }) body: OfPerson,
    @Query({ schema: OfPerson }) query: OfPerson,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const { target_user_id: user_id = sender.by.id, ...days } = { ...query, ...body };
    const message = `User report generation started for user ${user_id}`;
    return this.tasks.run(sender, { name: 'generate_user_report', given: { user_id, ...days }, message }, reply);
  }

  /** All that is kept of the caller, as a ZIP of JSON and files. */
  @Post('export-data')
  @HttpCode(202)
  @Audited('person.export', ({ id }) => ({ subject: id }))
  @TakesIdempotencyKey()
  @SucceededBy('/v1/me/export', { summary: 'Take away all that is kept of oneself' })
  @ApiAcceptedResponse({ standardSchema: StartedTask })
  exportData(
    @SentBy() sender: Sender,
    @Body({ schema: Export }) body: Export,
    @Query({ schema: Export }) query: Export,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StartedTask> {
    const asked = { name: 'export_user_data', given: { ...query, ...body }, limits: exportLimits };
    return this.tasks.run(sender, { ...asked, message: 'Data export started' }, reply);
  }
}
