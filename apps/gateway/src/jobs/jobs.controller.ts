import { Body, Controller, Get, HttpCode, Param, Post, Query, Res, UseInterceptors } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { AppError } from '@polyspool/contracts/errors';
import { ArtifactList, Job, JobPage, JobSnapshot, JobStatus } from '@polyspool/contracts/job-status';
import { JobRecords } from '@polyspool/database/job-records';
import { Outlook } from '@polyspool/database/outlook';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { AuditedStart } from '../audit/audited-start.js';
import { Page, pageOf } from '../http/pages.js';
import { IdPipe } from '../http/id-pipe.js';
import { CancelJob } from './cancel-job.js';
import { jobEtag, jobsEtag } from './job-etag.js';
import { JobRequest } from './job-request.js';
import { type Sender, SentBy, TakesIdempotencyKey } from './sent-by.js';
import { SubmitJob } from './submit-job.js';
import { TraceLinks } from './trace-links.js';
import { MayWait } from './wait-as-preferred.js';

const JobFilter = Page.extend({
  status: JobStatus.optional(),
  type: z.string().optional(),
  parentId: z.uuid().optional(),
  /** Part of a kind, of a message, of the name of an upload; or how an id begins. */
  q: z.string().trim().min(1).max(200).optional(),
  /** Those of all its members; else one's own. */
  projectId: z.uuid().optional(),
});
const WithChildren = z.strictObject({ tree: z.stringbool().default(false) });

/** Seconds after which it pays to ask again how a job is. */
export const pollAfterS = 2;
const JobId = () => Param('id', new IdPipe('job.unknown'));

@ApiTags('jobs')
@Controller('v1/jobs')
@UseInterceptors(TraceLinks)
export class JobsController {
  constructor(
    private readonly jobs: JobRecords,
    private readonly submitJob: SubmitJob,
    private readonly outlook: Outlook,
    private readonly cancelJob: CancelJob,
    private readonly projects: ProjectAccess,
  ) {}

  @Post()
  @AuditedStart()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async submit(
    @SentBy() { by, key }: Sender,
    @Body({ schema: JobRequest }) request: JobRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return accepted(reply, await this.submitJob.run(by, request, key));
  }

  @Get()
  @ApiOkResponse({ standardSchema: JobPage })
  async list(
    @By() by: Person,
    @Query({ schema: JobFilter }) { cursor, limit, ...filter }: z.output<typeof JobFilter>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (filter.projectId) await this.projects.require(by, filter.projectId, 'viewer');
    const page = pageOf(await this.jobs.list(visibleTo(by), { ...filter, before: cursor, limit: limit + 1 }), limit);
    const items = await this.outlook.of(page.items);
    reply.header('etag', jobsEtag(items, page.nextCursor));
    return { ...page, items };
  }

  @Get(':id')
  @MayWait()
  @ApiOkResponse({ standardSchema: Job })
  async find(@By() by: Person, @JobId() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const [job] = await this.outlook.of([await this.#find(by, id)]);
    reply.header('etag', jobEtag(job!)); // one for one
    if (!job!.finishedAt) reply.header('retry-after', pollAfterS);
    return job;
  }

  @Get(':id/tree')
  @ApiOkResponse({ standardSchema: JobSnapshot })
  async tree(@By() by: Person, @JobId() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    const snapshot = await this.#snapshot(by, id);
    const [job, ...children] = await this.outlook.of([snapshot.job, ...snapshot.children]);
    const published = snapshot.artifacts.map((artifact) => artifact.id);
    reply.header('etag', jobsEtag([job!, ...children], published)); // one for one
    return { ...snapshot, job, children };
  }

  @Get(':id/artifacts')
  @ApiOkResponse({ standardSchema: ArtifactList })
  async artifacts(
    @By() by: Person,
    @JobId() id: string,
    @Query({ schema: WithChildren }) { tree }: z.output<typeof WithChildren>,
  ) {
    const { artifacts } = await this.#snapshot(by, id);
    return { items: tree ? artifacts : artifacts.filter((artifact) => artifact.jobId === id) };
  }

  @Post(':id/cancel')
  @Audited('job.cancel')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: Job })
  async cancel(@By() by: Person, @JobId() id: string, @Res({ passthrough: true }) reply: FastifyReply) {
    return accepted(reply, await this.cancelJob.run(by, id));
  }

  async #snapshot(by: Person, id: string) {
    const snapshot = await this.jobs.snapshot(id, visibleTo(by));
    if (!snapshot) throw new AppError('job.unknown', `No job ${id}`);
    return snapshot;
  }

  async #find(by: Person, id: string) {
    const job = await this.jobs.find(id, visibleTo(by));
    if (!job) throw new AppError('job.unknown', `No job ${id}`);
    return job;
  }
}

/** 202 with where to look, and when. */
export function accepted(reply: FastifyReply, job: Job) {
  reply.header('location', `/v1/jobs/${job.id}`).header('retry-after', pollAfterS);
  return job;
}
