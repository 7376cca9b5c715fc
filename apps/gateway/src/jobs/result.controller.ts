import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, JobResult } from '@polyspool/contracts/job-status';
import type { Person } from '@polyspool/database/people';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';
import { ReadOutput, type ReadResult } from './read-output.js';
import { MayWait } from './wait-as-preferred.js';

@ApiTags('jobs')
@Controller('v1/jobs')
export class ResultController {
  constructor(private readonly outputs: ReadOutput) {}

  /** The output whole, also where it is too large for the job's own answer. */
  @Get(':id/result')
  @MayWait()
  // It may hold what was encrypted.
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: JobResult })
  async find(@By() by: Person, @Param('id', new IdPipe('job.unknown')) id: string): Promise<JobResult> {
    const result = await this.outputs.of(by, id);
    if (!result) throw new AppError('job.unknown', `No job ${id}`);
    refuseWithout(result);
    const { type, output, finishedAt, expiresAt } = result;
    return {
      id,
      type,
      output,
      finishedAt: finishedAt?.toISOString(),
      resultExpiresAt: expiresAt?.toISOString(),
    };
  }
}

function refuseWithout({ id, status, expired }: ReadResult) {
  if (!isTerminal(status)) throw new AppError('job.notFinished', `Job ${id} is ${status}`);
  if (status !== 'succeeded') throw new AppError('job.noResult', `Job ${id} is ${status}`);
  if (expired) throw new AppError('result.expired', `The result of job ${id} was kept for its time`);
}
