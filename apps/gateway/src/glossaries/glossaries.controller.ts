import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { GlossaryChange, GlossaryPage, NewGlossary, StoredGlossary } from '@polyspool/contracts/glossaries';
import { Glossaries } from '@polyspool/database/glossaries';
import type { Person } from '@polyspool/database/people';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';

const GlossaryId = () => Param('id', new IdPipe('glossary.unknown'));

/** What somebody wants translated in one way. Only their own, also for administrators: a glossary is for one's own jobs. */
@ApiTags('glossaries')
@Controller('v1/glossaries')
export class GlossariesController {
  constructor(private readonly glossaries: Glossaries) {}

  @Get()
  @ApiOkResponse({ standardSchema: GlossaryPage })
  async list(@By() by: Person, @Query({ schema: Page }) { cursor, limit }: z.output<typeof Page>) {
    return pageOf(await this.glossaries.list(by.id, { before: cursor, limit: limit + 1 }), limit);
  }

  @Post()
  @AnsweredOnce()
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: StoredGlossary })
  async add(
    @By() by: Person,
    @Body({ schema: NewGlossary }) asked: NewGlossary,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const glossary = await this.glossaries.add(by.id, asked);
    reply.header('location', `/v1/glossaries/${glossary.id}`);
    return glossary;
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: StoredGlossary })
  find(@By() by: Person, @GlossaryId() id: string) {
    return this.glossaries.find(by.id, id);
  }

  @Patch(':id')
  @ApiOkResponse({ standardSchema: StoredGlossary })
  change(@By() by: Person, @GlossaryId() id: string, @Body({ schema: GlossaryChange }) change: GlossaryChange) {
    return this.glossaries.change(by.id, id, change);
  }

  @Delete(':id')
  @Audited('glossary.delete')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@By() by: Person, @GlossaryId() id: string) {
    return this.glossaries.remove(by.id, id);
  }
}
