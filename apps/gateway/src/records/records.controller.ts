import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { Language } from '@polyspool/contracts/languages';
import { ProcessingState } from '@polyspool/contracts/processing-state';
import { CorpusRecord, CorpusRecordPage, NewRecord, RecordChange, RecordQuality } from '@polyspool/contracts/records';
import type { Person } from '@polyspool/database/people';
import { Records } from '@polyspool/database/records';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';
import { RecordingCheck } from './recording-check.js';

const RecordFilter = Page.extend({
  /** Words, or how they begin, in any script: in what is written of a record, and in what is said in it. */
  q: z.string().trim().min(1).max(500).optional(),
  language: Language.optional(),
  category: NewRecord.shape.category,
  contributor: NewRecord.shape.contributor,
  state: ProcessingState.optional(),
  flag: RecordQuality.optional(),
  /** Those of all its members; else one's own. */
  projectId: z.uuid().optional(),
});

export const RecordId = () => Param('id', new IdPipe('record.unknown'));

/** Recordings of the corpus, and what is known of them. The recording itself is an upload. */
@ApiTags('records')
@Controller('v1/records')
export class RecordsController {
  constructor(
    private readonly records: Records,
    private readonly recordings: RecordingCheck,
    private readonly access: ProjectAccess,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: CorpusRecordPage })
  async list(
    @By() by: Person,
    @Query({ schema: RecordFilter }) { cursor, limit, ...filter }: z.output<typeof RecordFilter>,
  ) {
    if (filter.projectId) await this.access.require(by, filter.projectId, 'viewer');
    const rows = await this.records.list({ ...filter, userId: by.id, before: cursor, limit: limit + 1 });
    return pageOf(rows, limit);
  }

  @Post()
  @AnsweredOnce()
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: CorpusRecord })
  async add(
    @By() by: Person,
    @Body({ schema: NewRecord }) record: NewRecord,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CorpusRecord> {
    if (record.projectId) await this.access.require(by, record.projectId, 'editor');
    if (record.uploadId) await this.recordings.run(record.uploadId, by.id, by.id);
    const added = await this.records.add(by.id, record);
    reply.header('location', `/v1/records/${added.id}`);
    return added;
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: CorpusRecord })
  async find(@By() by: Person, @RecordId() id: string): Promise<CorpusRecord> {
    return (await this.records.find(id, visibleTo(by))).record;
  }

  /** With another recording, what was measured of the one before is gone. */
  @Patch(':id')
  @ApiOkResponse({ standardSchema: CorpusRecord })
  async change(
    @By() by: Person,
    @RecordId() id: string,
    @Body({ schema: RecordChange }) change: RecordChange,
  ): Promise<CorpusRecord> {
    const viewerId = visibleTo(by);
    if (change.uploadId) {
      const { userId, record } = await this.records.find(id, viewerId);
      if (change.uploadId !== record.uploadId) await this.recordings.run(change.uploadId, userId, viewerId);
    }
    await this.records.change(id, change, viewerId);
    return (await this.records.find(id, viewerId)).record;
  }

  /** Its recording stays, as an upload. */
  @Delete(':id')
  @Audited('record.delete')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@By() by: Person, @RecordId() id: string) {
    await this.records.remove(id, visibleTo(by));
  }
}
