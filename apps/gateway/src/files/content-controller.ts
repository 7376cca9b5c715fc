import { Get, Head, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import type { Caller } from '@polyspool/access/caller';
import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { SignedLink } from '@polyspool/contracts/files';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { Storage } from '@polyspool/storage/storage';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { validate } from 'uuid';
import { By } from '../access/key-guard.js';
import { ApiContent } from './api-content.js';
import { sendFile, type StoredContent } from './send-file.js';
import type { SignedLinks } from './signed-links.js';

/** The routes of whatever has bytes: the bytes, and links to them. A controller says where they are, and how to find one. */
export abstract class ContentController {
  /** The address of all of them, for example `/v1/uploads`. */
  protected abstract readonly address: string;
  protected abstract readonly unknown: ErrorCode;
  protected abstract readonly links: SignedLinks;
  protected abstract readonly storage: Storage;

  protected abstract find(id: string, ownerId: string | undefined): Promise<StoredContent | undefined>;

  @Head('content')
  @OpenToAll()
  @ApiContent()
  head(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.content(id, request, reply);
  }

  @Get('content')
  @OpenToAll()
  @ApiContent()
  async content(@Param('id') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const file = await this.#open(id, await this.links.readableBy(request));
    await sendFile(file, this.storage, request, reply);
  }

  @Post('link')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: SignedLink })
  async link(@By() by: Caller, @Param('id') id: string): Promise<SignedLink> {
    await this.#open(id, visibleTo(by));
    return this.links.issue(`${this.address}/${id}/content`, by);
  }

  async #open(id: string, ownerId: string | undefined) {
    const file = validate(id) ? await this.find(id, ownerId) : undefined;
    if (!file) throw new AppError(this.unknown, `There is no ${id.slice(0, 64)}`);
    return file;
  }
}
