import { Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../../access/key-guard.js';
import { Audited } from '../../audit/audited.js';
import { IdPipe } from '../../http/id-pipe.js';
import { Page, pageOf } from '../../http/pages.js';
import { CancelJob } from '../../jobs/cancel-job.js';
import { askAgain, Dialect, SucceededBy } from '../dialect.js';
import { TaskReader } from '../task-reader.js';
import { JobCancelResponse, jobCancelResponse, JobListResponse, JobResponse, jobResponse } from './film-job.js';

/** Without a project one's own, as `/v1/jobs` has them. */
const ProjectJobs = Page.extend({ project_id: z.string().max(100).optional() });

const JobId = () => Param('jobId', new IdPipe('job.unknown'));
const projectId = new IdPipe('project.unknown');

/** Jobs as the video generation system before this one had them. Its WebSocket is with job-status. */
@Dialect('api/jobs')
export class FilmJobsController {
  constructor(
    private readonly tasks: TaskReader,
    private readonly jobs: JobRecords,
    private readonly cancelJob: CancelJob,
    private readonly projects: ProjectAccess,
  ) {}

  @Get(':jobId')
  @SucceededBy('/v1/jobs/{jobId}', { summary: 'A job' })
  @ApiOkResponse({ standardSchema: JobResponse })
  async find(
    @By() by: Person,
    @JobId() id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobResponse> {
    const { job, result } = await this.tasks.find(by, id);
    askAgain(reply, job);
    return jobResponse(job, result);
  }

  @Get()
  @SucceededBy('/v1/jobs', { summary: 'The jobs of a project' })
  @ApiOkResponse({ standardSchema: JobListResponse })
  async list(
    @By() by: Person,
    @Query({ schema: ProjectJobs }) { project_id: named, cursor, limit }: z.output<typeof ProjectJobs>,
  ): Promise<JobListResponse> {
    const ofProject = named === undefined ? {} : { projectId: projectId.transform(named) };
    if (ofProject.projectId) await this.projects.require(by, ofProject.projectId, 'viewer');
    const found = await this.jobs.list(visibleTo(by), { ...ofProject, before: cursor, limit: limit + 1 });
    const { items, nextCursor } = pageOf(found, limit);
    return { jobs: items.map((job) => jobResponse(job)), next_cursor: nextCursor ?? null };
  }

  @Post(':jobId/cancel')
  @Audited('job.cancel')
  @HttpCode(200)
  @SucceededBy('/v1/jobs/{jobId}/cancel', { summary: 'Cancel a job that waits or runs' })
  @ApiOkResponse({ standardSchema: JobCancelResponse })
  async cancel(@By() by: Person, @JobId() id: string): Promise<JobCancelResponse> {
    return jobCancelResponse(await this.cancelJob.run(by, id));
  }
}
