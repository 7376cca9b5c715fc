import { Injectable } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { StoredGlossary } from '@polyspool/contracts/glossaries';
import { parseInput } from '@polyspool/contracts/input';
import { primaryLanguage } from '@polyspool/contracts/languages';
import { Glossaries } from '@polyspool/database/glossaries';
import { TranslationMemories } from '@polyspool/database/translation-memories';
import { z } from 'zod';

type Fields = Readonly<Record<string, unknown>>;

/** In a request, not in a contract: workers know no glossaries by name. */
export const GlossaryId = z
  .uuid()
  .optional()
  .describe('A glossary of /v1/glossaries; its terms are put into `glossary`, where those of the request win.');
const Named = z.looseObject({ glossaryId: GlossaryId });

/** Whether jobs of this kind may be asked for with a `glossaryId`. */
export const takesGlossary = ({ input }: JobContract) => 'glossary' in input.shape;

/** What people keep about translating becomes part of the input of their jobs: the work plane knows no people. */
@Injectable()
export class KeptTerms {
  constructor(
    private readonly glossaries: Glossaries,
    private readonly memories: TranslationMemories,
  ) {}

  /** The input is not yet checked by its contract. Throws `glossary.unknown`, `glossary.otherPair`. */
  async putInto(given: Fields, contract: JobContract, userId: string): Promise<Fields> {
    const terms = takesGlossary(contract) ? await this.#glossary(given, userId) : given;
    return 'memory' in contract.input.shape ? this.#memory(terms, userId) : terms;
  }

  async #glossary(given: Fields, userId: string): Promise<Fields> {
    const { glossaryId, ...input } = parseInput(Named, given);
    if (glossaryId === undefined) return given;
    const stored = await this.glossaries.find(userId, glossaryId);
    refuseOtherPair(stored, pairOf(input));
    const { glossary: own = [] } = input;
    if (!Array.isArray(own)) return input; // its contract says what is wrong
    const sources = new Set(own.map((term: { source?: unknown } | null) => term?.source));
    return { ...input, glossary: [...stored.terms.filter(({ source }) => !sources.has(source)), ...own] };
  }

  /** Of all languages where the spoken one is yet to be found. A job that says itself what is remembered gets nothing more. */
  async #memory(input: Fields, userId: string): Promise<Fields> {
    const { from, to } = pairOf(input);
    if (input['memory'] !== undefined || to === undefined) return input;
    const memory = await this.memories.of(userId, { from, to });
    return memory.length ? { ...input, memory } : input;
  }
}

function pairOf({ language, sourceLanguage = language, targetLanguage }: Fields) {
  const known = (value: unknown) => (typeof value === 'string' ? primaryLanguage(value) : undefined);
  return { from: known(sourceLanguage), to: known(targetLanguage) };
}

function refuseOtherPair(
  { name, from, to }: StoredGlossary,
  asked: { from?: string | undefined; to?: string | undefined },
) {
  const differs = (kept: string, wanted = primaryLanguage(kept)) => primaryLanguage(kept) !== wanted;
  if (!differs(from, asked.from) && !differs(to, asked.to)) return;
  const detail = `${name} is for ${from} to ${to}`;
  throw new AppError('glossary.otherPair', detail, { pointers: [{ pointer: '/glossaryId', detail }] });
}
