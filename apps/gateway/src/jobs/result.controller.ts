import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { catalogue } from '@polyspool/contracts/catalogue';
import { AppError } from '@polyspool/contracts/errors';
import { isTerminal, JobResult } from '@polyspool/contracts/job-status';
import { shownOutput } from '@polyspool/contracts/packed-fields';
import { JobResults, type StoredResult } from '@polyspool/database/job-results';
import type { Person } from '@polyspool/database/people';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';

/** Outputs whole. The only place where what is sensitive in one is opened again: for its owner, and nobody else. */
@ApiTags('jobs')
@Controller('v1/jobs')
export class ResultController {
  constructor(
    private readonly results: JobResults,
    private readonly packing: PackingParts,
  ) {}

  @Get(':id/result')
  @ApiOkResponse({ standardSchema: JobResult })
  async find(@By() by: Person, @Param('id', new IdPipe('job.unknown')) id: string): Promise<JobResult> {
    const result = await this.results.find(id, visibleTo(by));
    if (!result) throw new AppError('job.unknown', `No job ${id}`);
    refuseWithout(result);
    const { type, finishedAt, expiresAt } = result;
    return {
      id,
      type,
      output: await this.#outputFor(by, result),
      finishedAt: finishedAt?.toISOString(),
      resultExpiresAt: expiresAt?.toISOString(),
    };
  }

  async #outputFor(by: Person, { id, type, userId, output }: StoredResult): Promise<unknown> {
    const contract = catalogue.get(type);
    if (!contract || (by.id !== userId && contract.sensitive?.output?.length)) return shownOutput(contract, output);
    return unpackOutput(contract, id, output, this.packing);
  }
}

function refuseWithout({ id, status, expired }: StoredResult) {
  if (!isTerminal(status)) throw new AppError('job.notFinished', `Job ${id} is ${status}`);
  if (status !== 'succeeded') throw new AppError('job.noResult', `Job ${id} is ${status}`);
  if (expired) throw new AppError('result.expired', `The result of job ${id} was kept for its time`);
}
