import { Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProjectAccess } from '@polyspool/access/project-access';
import { UploadPage } from '@polyspool/contracts/files';
import type { Person } from '@polyspool/database/people';
import { ProjectAssets } from '@polyspool/database/project-assets';
import type { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';
import { ProjectId } from './projects.controller.js';

const UploadId = () => Param('uploadId', new IdPipe('upload.unknown'));

/** Uploads that the members of a project read and use: scripts, music. Each stays its sender's own. */
@ApiTags('projects')
@Controller('v1/projects/:id/assets')
export class AssetsController {
  constructor(
    private readonly assets: ProjectAssets,
    private readonly access: ProjectAccess,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: UploadPage })
  async list(
    @By() by: Person,
    @ProjectId() id: string,
    @Query({ schema: Page }) { cursor, limit }: z.output<typeof Page>,
  ) {
    await this.access.require(by, id, 'viewer');
    return pageOf(await this.assets.list(id, { before: cursor, limit: limit + 1 }), limit);
  }

  /** One's own upload, for all members. */
  @Put(':uploadId')
  @HttpCode(204)
  @ApiNoContentResponse()
  async add(@By() by: Person, @ProjectId() id: string, @UploadId() uploadId: string) {
    await this.access.require(by, id, 'editor');
    await this.assets.add(id, uploadId, by.id);
  }

  /** The upload stays; other members do not see it any more. */
  @Delete(':uploadId')
  @Audited('projectAsset.remove')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@By() by: Person, @ProjectId() id: string, @UploadId() uploadId: string) {
    await this.access.require(by, id, 'editor');
    await this.assets.remove(id, uploadId);
  }
}
