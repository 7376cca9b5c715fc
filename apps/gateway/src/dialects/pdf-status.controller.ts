import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { JobRecords } from '@polyspool/database/job-records';
import { Outlook } from '@polyspool/database/outlook';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';
import { pollAfterS } from '../jobs/jobs.controller.js';
import { PdfJob, pdfJobView } from './pdf-status.js';

/** Where the PDF translation system before this one told how far a job is. */
@ApiTags('dialects')
@Controller('api/v1/status')
export class PdfStatusController {
  constructor(
    private readonly jobs: JobRecords,
    private readonly outlook: Outlook,
  ) {}

  @Get(':jobId')
  @ApiOkResponse({ standardSchema: PdfJob })
  async find(
    @By() by: Person,
    @Param('jobId', new IdPipe('job.unknown')) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PdfJob> {
    const snapshot = await this.jobs.snapshot(id, visibleTo(by));
    if (!snapshot) throw new AppError('job.unknown', `No job ${id}`);
    const [job] = await this.outlook.of([snapshot.job]);
    if (!snapshot.job.finishedAt) reply.header('retry-after', pollAfterS);
    const own = snapshot.artifacts.filter(({ jobId }) => jobId === id);
    return pdfJobView(job!, own); // one for one
  }
}
