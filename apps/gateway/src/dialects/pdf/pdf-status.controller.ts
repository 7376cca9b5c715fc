import { Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { JobRecords } from '@polyspool/database/job-records';
import { Outlook } from '@polyspool/database/outlook';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { By } from '../../access/key-guard.js';
import { IdPipe } from '../../http/id-pipe.js';
import { askAgain, Dialect, SucceededBy } from '../dialect.js';
import { PdfJob, pdfJobView } from './pdf-status.js';

/** Where the PDF translation system before this one told how far a job is. */
@Dialect('api/v1/status')
export class PdfStatusController {
  constructor(
    private readonly jobs: JobRecords,
    private readonly outlook: Outlook,
  ) {}

  @Get(':jobId')
  @SucceededBy('/v1/jobs/{jobId}', { summary: 'How far a job is' })
  @ApiOkResponse({ standardSchema: PdfJob })
  async find(
    @By() by: Person,
    @Param('jobId', new IdPipe('job.unknown')) id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PdfJob> {
    const snapshot = await this.jobs.snapshot(id, visibleTo(by));
    if (!snapshot) throw new AppError('job.unknown', `No job ${id}`);
    const [job] = await this.outlook.of([snapshot.job]);
    askAgain(reply, snapshot.job);
    const own = snapshot.artifacts.filter(({ jobId }) => jobId === id);
    return pdfJobView(job!, own); // one for one
  }
}
