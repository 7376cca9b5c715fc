import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { visibleTo } from '@polyspool/access/access';
import { JobVocabulary, LearnerState } from '@polyspool/contracts/learner';
import { CefrLevel, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import type { Person } from '@polyspool/database/people';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page } from '../http/pages.js';
import { coverageOf, isAskedFor } from './known-entries.js';
import { VocabularyReader } from './vocabulary-reader.js';

/** Several with commas between: `A2,B1`. */
const List = z.string().transform((text) => text.split(','));

const EntryFilter = Page.extend({
  /** How many entries the pages before have passed. */
  cursor: z
    .base64url()
    .transform((text) => Buffer.from(text, 'base64url').toString('utf8'))
    .pipe(z.string().regex(/^\d{1,9}$/, 'Not a cursor of this list'))
    .transform(Number)
    .optional(),
  levels: List.pipe(z.array(CefrLevel)).optional(),
  states: List.pipe(z.array(LearnerState)).optional(),
  kind: VocabularyEntry.shape.kind.optional(),
  q: z.string().min(1).max(200).optional(),
});

@ApiTags('vocabulary')
@Controller('v1/jobs/:id/vocabulary')
export class JobVocabularyController {
  constructor(private readonly vocabularies: VocabularyReader) {}

  /** The words that the job has found, and how well the caller knows each. */
  @Get()
  @ApiOkResponse({ standardSchema: JobVocabulary })
  async list(
    @By() by: Person,
    @Param('id', new IdPipe('job.unknown')) id: string,
    @Query({ schema: EntryFilter }) { cursor = 0, limit, ...filter }: z.output<typeof EntryFilter>,
  ): Promise<JobVocabulary> {
    const { language, entries } = await this.vocabularies.read(id, visibleTo(by), by.id);
    const items = [];
    let at = cursor;
    for (; at < entries.length && items.length < limit; at++) {
      if (isAskedFor(entries[at]!, filter)) items.push(entries[at]!);
    }
    const hasMore = entries.slice(at).some((entry) => isAskedFor(entry, filter));
    const nextCursor = hasMore ? Buffer.from(String(at)).toString('base64url') : undefined;
    return { language, items, nextCursor, coverage: coverageOf(entries) };
  }
}
