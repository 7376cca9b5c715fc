import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { parseInput } from '@polyspool/contracts/input';
import { Language, primaryLanguage } from '@polyspool/contracts/languages';
import {
  LearnerState,
  LearnerWord,
  LearnerWordPage,
  Lemma,
  WordChanges,
  WordsChanged,
  WordState,
} from '@polyspool/contracts/learner';
import { LearnerWords } from '@polyspool/database/learner-words';
import type { Person } from '@polyspool/database/people';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Page } from '../http/pages.js';

/** The last word of the page before. */
const WordCursor = z
  .base64url()
  .transform((text) => Buffer.from(text, 'base64url').toString('utf8').split('\n'))
  .pipe(z.tuple([Language, z.string()], 'Not a cursor of this list'));

const WordFilter = Page.extend({
  cursor: WordCursor.optional(),
  language: Language.optional(),
  state: LearnerState.optional(),
  q: z.string().min(1).max(200).optional(),
});
const OneLanguage = z.strictObject({ language: Language });
const Address = z.object({ language: Language, lemma: Lemma });

/** How well somebody knows words: one state for all recordings and texts in which a word occurs. */
@ApiTags('vocabulary')
@Controller('v1/vocabulary')
export class LearnerWordsController {
  constructor(private readonly words: LearnerWords) {}

  /** By language and lemma; `q`: those that begin so. Words that are new are not kept, and never listed. */
  @Get()
  @ApiOkResponse({ standardSchema: LearnerWordPage })
  async list(
    @By() by: Person,
    @Query({ schema: WordFilter }) { cursor, limit, q, ...filter }: z.output<typeof WordFilter>,
  ): Promise<LearnerWordPage> {
    const found = await this.words.list(by.id, { ...filter, prefix: q, after: cursor, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    if (found.length <= limit || !last) return { items };
    return { items, nextCursor: Buffer.from(`${last.language}\n${last.lemma}`).toString('base64url') };
  }

  /** Many at once, in all or none. */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: WordsChanged })
  async changeAll(@By() by: Person, @Body({ schema: WordChanges }) { items }: WordChanges): Promise<WordsChanged> {
    return { changed: await this.words.change(by.id, items) };
  }

  /** All words of a language are new again. */
  @Delete()
  @ApiOkResponse({ standardSchema: WordsChanged })
  async forget(
    @By() by: Person,
    @Query({ schema: OneLanguage }) { language }: z.output<typeof OneLanguage>,
  ): Promise<WordsChanged> {
    return { changed: await this.words.forget(by.id, language) };
  }

  @Put(':language/:lemma')
  @ApiOkResponse({ standardSchema: LearnerWord })
  async change(
    @By() by: Person,
    @Param('language') language: string,
    @Param('lemma') lemma: string,
    @Body({ schema: WordState }) state: WordState,
  ): Promise<LearnerWord> {
    const word = parseInput(Address, { language, lemma });
    await this.words.change(by.id, [{ ...word, ...state }]);
    const kept = (await this.words.statesOf(by.id, word.language, [word.lemma])).get(word.lemma);
    return { language: primaryLanguage(word.language), lemma: word.lemma, ...(kept ?? { state: 'new' }) };
  }

  /** The word is new again, whatever it was. */
  @Delete(':language/:lemma')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@By() by: Person, @Param('language') language: string, @Param('lemma') lemma: string) {
    await this.words.change(by.id, [{ ...parseInput(Address, { language, lemma }), state: 'new' }]);
  }
}
