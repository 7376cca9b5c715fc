import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Forgotten, TranslationMemoryPage } from '@polyspool/contracts/glossaries';
import { Language } from '@polyspool/contracts/languages';
import type { Person } from '@polyspool/database/people';
import { TranslationMemories } from '@polyspool/database/translation-memories';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';

const pair = { from: Language.optional(), to: Language.optional() };
const Chosen = z.strictObject(pair);
const ChosenPage = Page.extend(pair);

/** Translations that somebody has put right; their new jobs are given them. */
@ApiTags('glossaries')
@Controller('v1/translation-memory')
export class TranslationMemoryController {
  constructor(private readonly memories: TranslationMemories) {}

  @Get()
  @ApiOkResponse({ standardSchema: TranslationMemoryPage })
  async list(
    @By() by: Person,
    @Query({ schema: ChosenPage }) { cursor, limit, ...chosen }: z.output<typeof ChosenPage>,
  ) {
    return pageOf(await this.memories.list(by.id, { ...chosen, before: cursor, limit: limit + 1 }), limit);
  }

  /** All of a pair of languages; without one all there is. */
  @Delete()
  @Audited('translationMemory.empty')
  @ApiOkResponse({ standardSchema: Forgotten })
  async forget(@By() by: Person, @Query({ schema: Chosen }) chosen: z.output<typeof Chosen>): Promise<Forgotten> {
    return { forgotten: await this.memories.forget(by.id, chosen) };
  }

  @Delete(':id')
  @Audited('translationMemory.delete')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@By() by: Person, @Param('id', new IdPipe('memory.unknown')) id: string) {
    return this.memories.remove(by.id, id);
  }
}
