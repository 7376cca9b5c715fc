import { Controller, Get, Head, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { uploadKey } from '@polyspool/contracts/files';
import type { Person } from '@polyspool/database/people';
import { UploadRecords } from '@polyspool/database/upload-records';
import { OpenToAll } from '@polyspool/service/open-to-all';
import { Storage } from '@polyspool/storage/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { By } from '../access/key-guard.js';
import { ApiContent } from '../artifacts/api-content.js';
import { sendFile } from '../artifacts/send-file.js';
import { SignedLink, SignedLinks } from '../artifacts/signed-links.js';
import { IdPipe } from '../http/id-pipe.js';

const UploadId = () => Param('id', new IdPipe('upload.unknown'));

@ApiTags('uploads')
@Controller('v1/uploads/:id')
export class UploadContentController {
  constructor(
    private readonly uploads: UploadRecords,
    private readonly links: SignedLinks,
    private readonly storage: Storage,
  ) {}

  @Head('content')
  @OpenToAll()
  @ApiContent()
  head(@UploadId() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.content(id, request, reply);
  }

  @Get('content')
  @OpenToAll()
  @ApiContent()
  async content(@UploadId() id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const upload = await this.find(id, await this.links.readableBy(request));
    await sendFile({ ...upload, key: uploadKey(upload.id) }, this.storage, request, reply);
  }

  @Post('link')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: SignedLink })
  async link(@By() by: Person, @UploadId() id: string) {
    const upload = await this.find(id, visibleTo(by));
    return this.links.issue(`/v1/uploads/${upload.id}/content`, visibleTo(by));
  }

  private async find(id: string, ownerId: string | undefined) {
    const upload = await this.uploads.find(id, ownerId);
    if (!upload) throw new AppError('upload.unknown', `No upload ${id}`);
    return upload;
  }
}
