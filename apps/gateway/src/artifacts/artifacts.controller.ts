import { Controller, Get, Head, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { JobRecords } from '@polyspool/database/job-records';
import type { Person } from '@polyspool/database/people';
import { OpenToAll } from '@polyspool/service/open-to-all';
import { Storage } from '@polyspool/storage/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';
import { ApiContent } from './api-content.js';
import { sendFile } from './send-file.js';
import { SignedLink, SignedLinks } from './signed-links.js';

const ArtifactId = () => Param('id', new IdPipe('artifact.unknown'));

@ApiTags('artifacts')
@Controller('v1/artifacts/:id')
export class ArtifactsController {
  constructor(
    private readonly jobs: JobRecords,
    private readonly links: SignedLinks,
    private readonly storage: Storage,
  ) {}

  @Head('content')
  @OpenToAll()
  @ApiContent()
  head(@ArtifactId() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.content(id, request, reply);
  }

  @Get('content')
  @OpenToAll()
  @ApiContent()
  async content(@ArtifactId() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const artifact = await this.find(id, await this.links.readableBy(request));
    await sendFile({ ...artifact, key: FileKey.parse(artifact.storageKey) }, this.storage, request, reply);
  }

  @Post('link')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: SignedLink })
  async link(@By() by: Person, @ArtifactId() id: string) {
    const artifact = await this.find(id, visibleTo(by));
    return this.links.issue(`/v1/artifacts/${artifact.id}/content`, visibleTo(by));
  }

  private async find(id: string, ownerId: string | undefined) {
    const artifact = await this.jobs.artifact(id, ownerId);
    if (!artifact) throw new AppError('artifact.unknown', `No artifact ${id}`);
    return artifact;
  }
}
