import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { FilmEstimate } from '@polyspool/contracts/film-estimate';
import { generationJobs } from '@polyspool/contracts/generation';
import { Job } from '@polyspool/contracts/job-status';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { describeAs } from '../http/api-schemas.js';
import { FilmEstimates } from './film-estimates.js';
import { accepted } from './jobs.controller.js';
import { type Sender, SentBy, TakesIdempotencyKey } from './sent-by.js';
import { SubmitJob } from './submit-job.js';

/** The contract's input, and the project. The input is checked by the contract itself. */
const AskedFilm = z.looseObject({ projectId: z.uuid().optional() });
type AskedFilm = z.output<typeof AskedFilm>;
describeAs(
  `${generationJobs.fullVideo.name}.options`,
  AskedFilm,
  z.strictObject({ ...generationJobs.fullVideo.input.shape, ...AskedFilm.shape }),
);

/** A script as a film. What a request leaves open is as the settings of its project say. */
@ApiTags('generations')
@Controller('v1/generations')
export class GenerationsController {
  constructor(
    private readonly submitJob: SubmitJob,
    private readonly estimates: FilmEstimates,
  ) {}

  @Post()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async generate(
    @SentBy() { by, key }: Sender,
    @Body({ schema: AskedFilm }) { projectId, ...input }: AskedFilm,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = { type: generationJobs.fullVideo.name, input, projectId, priority: 'normal' } as const;
    return accepted(reply, await this.submitJob.run(by, request, key));
  }

  /** The same request, and nothing is made: what it would cost, and how long it would take. */
  @Post('estimate')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: FilmEstimate })
  estimate(@By() by: Person, @Body({ schema: AskedFilm }) { projectId, ...input }: AskedFilm): Promise<FilmEstimate> {
    return this.estimates.of(by, { input, projectId });
  }
}
