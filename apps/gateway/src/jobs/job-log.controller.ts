import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { JobLog } from '@polyspool/contracts/job-status';
import { EventLog } from '@polyspool/database/event-log';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';

const LogPage = z.strictObject({
  /** The number of the last event of the page before. */
  cursor: z
    .base64url()
    .transform((text) => Number(Buffer.from(text, 'base64url').toString('utf8')))
    .pipe(z.int('Not a cursor of this list').nonnegative())
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

@ApiTags('jobs')
@Controller('v1/jobs/:id/logs')
export class JobLogController {
  constructor(
    private readonly jobs: JobRecords,
    private readonly events: EventLog,
  ) {}

  /** Of the job itself: its parts have logs of their own. While it runs, the last page grows. */
  @Get()
  @ApiOkResponse({ standardSchema: JobLog })
  async list(
    @By() by: Person,
    @Param('id', new IdPipe('job.unknown')) id: string,
    @Query({ schema: LogPage }) { cursor = 0, limit }: z.output<typeof LogPage>,
  ): Promise<JobLog> {
    if (!(await this.jobs.find(id, visibleTo(by)))) throw new AppError('job.unknown', `No job ${id}`);
    const said = await this.events.said(id, { after: cursor, limit: limit + 1 });
    const items = said.slice(0, limit).map(({ lines, ...entry }) => ({ ...entry, lines: [...lines] }));
    const last = items.at(-1);
    const nextCursor = said.length > limit && last ? Buffer.from(String(last.seq)).toString('base64url') : undefined;
    return { items, nextCursor };
  }
}
