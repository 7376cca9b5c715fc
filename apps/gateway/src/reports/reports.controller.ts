import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { Job } from '@polyspool/contracts/job-status';
import { reportJobs, ReportPage, ReportRequest, ReportType } from '@polyspool/contracts/reports';
import type { Person } from '@polyspool/database/people';
import { ReportList } from '@polyspool/database/report-list';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { AuditedStart } from '../audit/audited-start.js';
import { describeAs } from '../http/api-schemas.js';
import { Page, pageOf } from '../http/pages.js';
import { accepted } from '../jobs/jobs.controller.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../jobs/sent-by.js';
import { SubmitJob } from '../jobs/submit-job.js';

const ReportFilter = Page.extend({ type: ReportType.optional() });

/** The options of a kind are checked by its contract. */
const AskedReport = z.looseObject({ type: ReportType });
type AskedReport = z.output<typeof AskedReport>;
describeAs('ReportRequest', AskedReport, ReportRequest);

/** Reports are made by jobs, and their files are the jobs' artifacts. */
@ApiTags('reports')
@Controller('v1/reports')
export class ReportsController {
  constructor(
    private readonly submitJob: SubmitJob,
    private readonly reports: ReportList,
  ) {}

  /** On oneself, or on one's records or a project's; operators: on anybody, on a day, on the system. */
  @Post()
  @AuditedStart()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async make(
    @SentBy() { by, key }: Sender,
    @Body({ schema: AskedReport }) { type, ...input }: AskedReport,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { type: reportJobs[type].name, input, priority: 'normal' } as const;
    return accepted(reply, await this.submitJob.run(by, request, key));
  }

  /** One's own, newest first; operators see all, those that schedules have asked for among them. */
  @Get()
  @ApiOkResponse({ standardSchema: ReportPage })
  async list(
    @By() by: Person,
    @Query({ schema: ReportFilter }) { cursor, limit, type }: z.output<typeof ReportFilter>,
  ) {
    const rows = await this.reports.page({ ownerId: visibleTo(by), type, before: cursor, limit: limit + 1 });
    return pageOf(rows, limit);
  }
}
