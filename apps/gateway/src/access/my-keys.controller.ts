import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@polyspool/access/caller';
import {
  ApiKey,
  ApiKeyChange,
  ApiKeyPage,
  ApiKeyRotation,
  ApiKeyWithSecret,
  NewApiKey,
} from '@polyspool/contracts/api-keys';
import { ApiKeys } from '@polyspool/database/api-keys';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';
import { AuditedKey } from './audited-key.js';
import { KeyDesk } from './key-desk.js';
import { By } from './key-guard.js';

export const KeyId = () => Param('id', new IdPipe('apiKey.unknown'));

export const KeyFilter = Page.extend({
  /** Only those that open something. */
  active: z.stringbool().optional(),
});

/** One's own keys. */
@ApiTags('people')
@Controller('v1/me/api-keys')
export class MyKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly desk: KeyDesk,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ApiKeyPage })
  async list(
    @By() by: Caller,
    @Query({ schema: KeyFilter }) { cursor, limit, active }: z.output<typeof KeyFilter>,
  ): Promise<ApiKeyPage> {
    return pageOf(await this.keys.list(limit + 1, { userId: by.id, active, before: cursor }), limit);
  }

  /** The key is shown here and not again. It opens no more, and no longer, than the one that asks. */
  @Post()
  @AnsweredOnce({ except: ['key'] })
  @AuditedKey('apiKey.create')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: ApiKeyWithSecret })
  async add(
    @By() by: Caller,
    @Body({ schema: NewApiKey }) asked: NewApiKey,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiKeyWithSecret> {
    const made = await this.desk.make(by, by.id, asked);
    reply.header('location', `/v1/me/api-keys/${made.id}`);
    return made;
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: ApiKey })
  find(@By() by: Caller, @KeyId() id: string): Promise<ApiKey> {
    return this.keys.find(id, by.id);
  }

  @Patch(':id')
  @AuditedKey('apiKey.rename')
  @ApiOkResponse({ standardSchema: ApiKey })
  rename(
    @By() by: Caller,
    @KeyId() id: string,
    @Body({ schema: ApiKeyChange }) { name }: ApiKeyChange,
  ): Promise<ApiKey> {
    return this.keys.rename(id, by.id, name);
  }

  /** A new key in its place; for `overlapSeconds` both are good, so that programs can be told one after another. */
  @Post(':id/rotate')
  @AnsweredOnce({ except: ['key'] })
  @AuditedKey('apiKey.rotate')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: ApiKeyWithSecret })
  rotate(
    @By() by: Caller,
    @KeyId() id: string,
    @Body({ schema: ApiKeyRotation }) rotation: ApiKeyRotation,
  ): Promise<ApiKeyWithSecret> {
    return this.desk.rotate(by, id, by.id, rotation);
  }

  /** It opens nothing any more, a live connection within a minute. */
  @Delete(':id')
  @Audited('apiKey.revoke')
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(@By() by: Caller, @KeyId() id: string) {
    return this.keys.revoke(id, by.id);
  }
}
