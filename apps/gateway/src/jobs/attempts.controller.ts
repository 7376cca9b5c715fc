import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { type Attempt, AttemptList } from '@polyspool/contracts/job-status';
import { Attempts } from '@polyspool/database/attempts';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';

@ApiTags('jobs')
@Controller('v1/jobs/:id/attempts')
export class AttemptsController {
  constructor(
    private readonly jobs: JobRecords,
    private readonly attempts: Attempts,
  ) {}

  /** Every try at the job, of all its runs, first to last. Only administrators see classes and stacks of errors. */
  @Get()
  @ApiOkResponse({ standardSchema: AttemptList })
  async list(@By() by: Person, @Param('id', new IdPipe('job.unknown')) id: string): Promise<AttemptList> {
    const job = await this.jobs.find(id, visibleTo(by));
    if (!job) throw new AppError('job.unknown', `No job ${id}`);
    const items = await this.attempts.of(id);
    return { items: by.role === 'admin' ? items : items.map(withoutInsides) };
  }
}

function withoutInsides({ error, ...attempt }: Attempt): Attempt {
  return error ? { ...attempt, error: { code: error.code, detail: error.detail } } : attempt;
}
