import { Body, Controller, Delete, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@polyspool/access/caller';
import { ApiKey, ApiKeyPage, ApiKeyRotation, ApiKeyWithSecret, NewApiKeyFor } from '@polyspool/contracts/api-keys';
import { ApiKeys } from '@polyspool/database/api-keys';
import { ForOperators } from '@polyspool/service/for-operators';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { pageOf } from '../http/pages.js';
import { AuditedKey } from './audited-key.js';
import { ForAdmins } from './for-admins.js';
import { KeyDesk } from './key-desk.js';
import { By } from './key-guard.js';
import { KeyFilter, KeyId } from './my-keys.controller.js';

const AnyKeyFilter = KeyFilter.extend({ userId: z.uuid().optional() });

/** The keys of everybody: operators see them, administrators give them out and take them away. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/api-keys')
export class AdminKeysController {
  constructor(
    private readonly keys: ApiKeys,
    private readonly desk: KeyDesk,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ApiKeyPage })
  async list(
    @Query({ schema: AnyKeyFilter }) { cursor, limit, ...filter }: z.output<typeof AnyKeyFilter>,
  ): Promise<ApiKeyPage> {
    return pageOf(await this.keys.list(limit + 1, { ...filter, before: cursor }), limit);
  }

  /** For somebody. It is shown here and not again, and opens no more, and no longer, than the key that asks. */
  @Post()
  @AnsweredOnce({ except: ['key'] })
  @ForAdmins()
  @AuditedKey('apiKey.create')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: ApiKeyWithSecret })
  async add(
    @By() by: Caller,
    @Body({ schema: NewApiKeyFor }) { userId, ...asked }: NewApiKeyFor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiKeyWithSecret> {
    const made = await this.desk.make(by, userId, asked);
    reply.header('location', `/v1/admin/api-keys/${made.id}`);
    return made;
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: ApiKey })
  find(@KeyId() id: string): Promise<ApiKey> {
    return this.keys.find(id, undefined);
  }

  @Post(':id/rotate')
  @AnsweredOnce({ except: ['key'] })
  @ForAdmins()
  @AuditedKey('apiKey.rotate')
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: ApiKeyWithSecret })
  rotate(
    @By() by: Caller,
    @KeyId() id: string,
    @Body({ schema: ApiKeyRotation }) rotation: ApiKeyRotation,
  ): Promise<ApiKeyWithSecret> {
    return this.desk.rotate(by, id, undefined, rotation);
  }

  @Delete(':id')
  @ForAdmins()
  @Audited('apiKey.revoke')
  @HttpCode(204)
  @ApiNoContentResponse()
  revoke(@KeyId() id: string) {
    return this.keys.revoke(id, undefined);
  }
}
