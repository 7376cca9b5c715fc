import { Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import { Upload, uploadFolder, UploadPage } from '@polyspool/contracts/files';
import type { Person } from '@polyspool/database/people';
import { UploadRecords } from '@polyspool/database/upload-records';
import { Logger } from '@polyspool/service/logger';
import { Storage } from '@polyspool/storage/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { Page, pageOf } from '../http/pages.js';
import { IdPipe } from '../http/id-pipe.js';
import { uploadForm } from './upload-form.js';
import { UploadIntake } from './upload-intake.js';

const UploadId = () => Param('id', new IdPipe('upload.unknown'));

@ApiTags('uploads')
@Controller('v1/uploads')
export class UploadsController {
  constructor(
    private readonly intake: UploadIntake,
    private readonly uploads: UploadRecords,
    private readonly storage: Storage,
    private readonly logger: Logger,
  ) {}

  @Post()
  // However long it takes; a sender who falls silent is cut off by the intake.
  @RouteConfig({ receiveTimeoutMs: 0 })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: uploadForm })
  @ApiCreatedResponse({ standardSchema: Upload, description: 'A new upload' })
  @ApiOkResponse({ standardSchema: Upload, description: 'The upload that has this content already' })
  async take(@By() by: Person, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { upload, isNew } = await this.intake.take(request, by);
    reply.code(isNew ? 201 : 200).header('location', `/v1/uploads/${upload.id}`);
    return upload;
  }

  @Get()
  @ApiOkResponse({ standardSchema: UploadPage })
  async list(@By() by: Person, @Query({ schema: Page }) { cursor, limit }: z.output<typeof Page>) {
    return pageOf(await this.uploads.list(by.id, { before: cursor, limit: limit + 1 }), limit);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: Upload })
  async find(@By() by: Person, @UploadId() id: string) {
    const upload = await this.uploads.find(id, visibleTo(by));
    if (!upload) throw new AppError('upload.unknown', `No upload ${id}`);
    return upload;
  }

  /** Row first, then files: whoever sees the upload can also read it. */
  @Delete(':id')
  @Audited('upload.delete')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@By() by: Person, @UploadId() id: string) {
    await this.uploads.remove(id, visibleTo(by));
    try {
      await this.storage.removeFolder(uploadFolder(id));
    } catch (err) {
      // To its owner it is gone. What is left of it is found by maintenance, as a file without a row.
      this.logger.warn({ err, uploadId: id }, 'The files of a deleted upload could not be removed');
    }
  }
}
