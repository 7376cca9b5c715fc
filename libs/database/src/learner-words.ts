import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage } from '@polyspool/contracts/languages';
import type { LearnerState, LearnerWord, WordChange } from '@polyspool/contracts/learner';
import type { Database } from './database.js';
import { storableText } from './storable.js';

/** Of one person, in all languages. */
export const maxWords = 100_000;

export interface WordFilter {
  readonly language?: string | undefined;
  readonly state?: LearnerState | undefined;
  /** Words that begin so. */
  readonly prefix?: string | undefined;
  /** The last word of the page before. */
  readonly after?: readonly [language: string, lemma: string] | undefined;
  readonly limit: number;
}

/** How well people know words. Kept without region, and only of words that are not new. */
export class LearnerWords {
  constructor(
    private readonly database: Database,
    private readonly most = maxWords,
  ) {}

  /** By language and lemma. */
  async list(userId: string, { language, state, prefix, after, limit }: WordFilter): Promise<LearnerWord[]> {
    const rows = await this.database.query<WordRow>(
      `SELECT language, lemma, state, step, updated_at AS "updatedAt" FROM learner_words
       WHERE user_id = $1 AND ($2::text IS NULL OR language = $2) AND ($3::text IS NULL OR state = $3)
         AND ($4::text IS NULL OR starts_with(lower(lemma COLLATE "und-x-icu"), lower($4 COLLATE "und-x-icu")))
         AND ($5::text IS NULL OR (language, lemma) > ($5, $6))
       ORDER BY language, lemma LIMIT $7`,
      [
        userId,
        language === undefined ? null : primaryLanguage(language),
        state ?? null,
        prefix ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit,
      ],
    );
    return rows.map(view);
  }

  /** How well somebody knows each of these; those of which nothing is kept are missing. */
  async statesOf(
    userId: string,
    language: string,
    lemmas: readonly string[],
  ): Promise<ReadonlyMap<string, KnownState>> {
    const rows = await this.database.query<Pick<WordRow, 'lemma' | 'state' | 'step'>>(
      `SELECT lemma, state, step FROM learner_words WHERE user_id = $1 AND language = $2 AND lemma = ANY($3::text[])`,
      [userId, primaryLanguage(language), lemmas.map(storableText)],
    );
    return new Map(rows.map(({ lemma, state, step }) => [lemma, { state, ...(step !== null && { step }) }]));
  }

  /** One statement, however many. Answers how many words it was about. Throws `quota.words`. */
  async change(userId: string, changes: readonly WordChange[]): Promise<number> {
    const last = new Map(changes.map((change) => [`${primaryLanguage(change.language)} ${change.lemma}`, change]));
    const words = [...last.values()];
    const [counted] = await this.database.query<{ kept: number }>(change, [
      userId,
      words.map(({ language }) => primaryLanguage(language)),
      words.map(({ lemma }) => storableText(lemma)),
      words.map(({ state }) => state),
      words.map(({ state, step }) => (state === 'learning' ? (step ?? 1) : null)),
      this.most,
    ]);
    if (counted!.kept === words.filter(({ state }) => state !== 'new').length) return words.length;
    throw new AppError('quota.words', `Of a person at most ${this.most} words are kept`);
  }

  /** All words of a language are new again. */
  forget(userId: string, language: string): Promise<number> {
    return this.database.execute('DELETE FROM learner_words WHERE user_id = $1 AND language = $2', [
      userId,
      primaryLanguage(language),
    ]);
  }
}

export type KnownState = Pick<LearnerWord, 'state' | 'step'>;

interface WordRow {
  readonly language: string;
  readonly lemma: string;
  readonly state: LearnerState;
  readonly step: number | null;
  readonly updatedAt: Date;
}

const view = ({ step, updatedAt, ...word }: WordRow): LearnerWord => ({
  ...word,
  ...(step !== null && { step }),
  updatedAt: updatedAt.toISOString(),
});

// Where there would be too many nothing of it is done; what adds no word is always done. Two at once may both see the last
// free place.
const change = `
  WITH asked AS MATERIALIZED (
    SELECT language COLLATE "C" AS language, lemma COLLATE "C" AS lemma, state, step
    FROM unnest($2::text[], $3::text[], $4::text[], $5::smallint[]) AS x(language, lemma, state, step)
  ), added AS MATERIALIZED (
    SELECT count(*) AS words FROM asked a WHERE state <> 'new' AND NOT EXISTS (SELECT FROM learner_words w
      WHERE w.user_id = $1 AND w.language = a.language AND w.lemma = a.lemma)
  ), room AS MATERIALIZED (
    SELECT words = 0 OR words + (SELECT count(*) FROM learner_words WHERE user_id = $1) <= $6::int AS enough FROM added
  ), gone AS (
    DELETE FROM learner_words w USING asked a, room
    WHERE enough AND a.state = 'new' AND w.user_id = $1 AND w.language = a.language AND w.lemma = a.lemma
  ), kept AS (
    INSERT INTO learner_words (user_id, language, lemma, state, step)
    SELECT $1, language, lemma, state, step FROM asked, room WHERE enough AND state <> 'new' ORDER BY language, lemma
    ON CONFLICT (user_id, language, lemma)
      DO UPDATE SET state = excluded.state, step = excluded.step, updated_at = excluded.updated_at
    RETURNING 1
  )
  SELECT count(*)::int AS kept FROM kept`;
