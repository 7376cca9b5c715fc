import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { NewProject, Project, ProjectChange, ProjectPage, type ProjectSettings } from '@polyspool/contracts/projects';
import type { Person } from '@polyspool/database/people';
import { Projects } from '@polyspool/database/projects';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';
import { UploadCheck } from '../jobs/upload-check.js';

export const ProjectId = () => Param('id', new IdPipe('project.unknown'));

/** What several people make films in: its settings hold for them, and its members see each other's jobs in it. */
@ApiTags('projects')
@Controller('v1/projects')
export class ProjectsController {
  constructor(
    private readonly projects: Projects,
    private readonly access: ProjectAccess,
    private readonly uploads: UploadCheck,
  ) {}

  /** Those of which the caller is a member. */
  @Get()
  @ApiOkResponse({ standardSchema: ProjectPage })
  async list(@By() by: Person, @Query({ schema: Page }) { cursor, limit }: z.output<typeof Page>) {
    return pageOf(await this.projects.list(by.id, { before: cursor, limit: limit + 1 }), limit);
  }

  @Post()
  @AnsweredOnce()
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: Project })
  async add(
    @By() by: Person,
    @Body({ schema: NewProject }) asked: NewProject,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Project> {
    await this.#check(by, asked.settings);
    const project = await this.projects.add(by.id, asked);
    reply.header('location', `/v1/projects/${project.id}`);
    return project;
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: Project })
  find(@By() by: Person, @ProjectId() id: string): Promise<Project> {
    return this.access.require(by, id, 'viewer');
  }

  @Patch(':id')
  @ApiOkResponse({ standardSchema: Project })
  async change(
    @By() by: Person,
    @ProjectId() id: string,
    @Body({ schema: ProjectChange }) change: ProjectChange,
  ): Promise<Project> {
    const { settings } = await this.access.require(by, id, 'editor');
    await this.#check(by, change.settings, settings);
    await this.projects.change(id, change);
    return this.access.require(by, id, 'viewer');
  }

  /** Its jobs and uploads stay with those whose they are. */
  @Delete(':id')
  @Audited('project.delete')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@By() by: Person, @ProjectId() id: string) {
    await this.access.require(by, id, 'owner');
    await this.projects.remove(id);
  }

  /** What another member has set may stay, though it is no upload that this one sees. */
  async #check(by: Person, { musicUploadId: id }: ProjectSettings = {}, before: ProjectSettings = {}) {
    if (id === undefined || id === before.musicUploadId) return;
    await this.uploads.checkMusic(id, visibleTo(by), '/settings/musicUploadId');
  }
}
