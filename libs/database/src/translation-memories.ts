import { AppError } from '@polyspool/contracts/errors';
import type { RememberedTranslation } from '@polyspool/contracts/glossaries';
import { primaryLanguage } from '@polyspool/contracts/languages';
import type { TranslationMemory } from '@polyspool/contracts/translation';
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Database } from './database.js';
import { storableText } from './storable.js';

/** Of one person and pair of languages: older ones are forgotten. As many as a job takes. */
export const maxRemembered = 10_000;

/** Languages, of which the region does not matter here. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

export interface MemoryFilter extends Partial<Pair> {
  /** The last id of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** What people have translated by hand, each seen by its owner only. */
export class TranslationMemories {
  constructor(
    private readonly database: Database,
    private readonly most = maxRemembered,
  ) {}

  /** Newest first. */
  list(userId: string, { from, to, before, limit }: MemoryFilter): Promise<RememberedTranslation[]> {
    return this.database.query<RememberedTranslation>(
      `SELECT id, from_language AS "from", to_language AS "to", source, target FROM translation_memory
       WHERE ${chosen} AND ($4::uuid IS NULL OR id < $4) ORDER BY id DESC LIMIT $5`,
      [...filterOf(userId, { from, to }), before ?? null, limit],
    );
  }

  /** As a job takes it, newest last: of several entries of one text the last holds. Without `from` each tells its language. */
  of(userId: string, pair: Pick<MemoryFilter, 'from'> & Pick<Pair, 'to'>): Promise<TranslationMemory> {
    const language = pair.from === undefined ? 'from_language AS language,' : '';
    return this.database.query(
      `SELECT ${language} source, target FROM (
         SELECT id, from_language, source, target FROM translation_memory WHERE ${chosen} ORDER BY id DESC LIMIT $4) AS newest
       ORDER BY id`,
      [...filterOf(userId, pair), this.most],
    );
  }

  /** Of several translations of one text the last holds. */
  async remember(userId: string, pair: Pair, translations: TranslationMemory) {
    const last = new Map(translations.map(({ source, target }) => [storableText(source), storableText(target)]));
    if (!last.size) return;
    const [, from, to] = filterOf(userId, pair);
    const sources = [...last.keys()];
    await this.database.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO translation_memory (id, user_id, from_language, to_language, source, source_hash, target)
         SELECT id, $1, $2, $3, source, hash, target
         FROM unnest($4::uuid[], $5::text[], $6::bytea[], $7::text[]) AS x(id, source, hash, target) ORDER BY hash
         ON CONFLICT (user_id, from_language, to_language, source_hash) DO UPDATE SET id = excluded.id, target = excluded.target`,
        [userId, from, to, sources.map(() => v7()), sources, sources.map(hashOf), [...last.values()]],
      );
      await tx.execute(
        `DELETE FROM translation_memory WHERE id IN (
           SELECT id FROM translation_memory WHERE ${chosen} ORDER BY id DESC OFFSET $4)`,
        [userId, from, to, this.most],
      );
    });
  }

  /** Throws `memory.unknown`. */
  async remove(userId: string, id: string) {
    const removed = await this.database.execute('DELETE FROM translation_memory WHERE user_id = $1 AND id = $2', [
      userId,
      id,
    ]);
    if (!removed) throw new AppError('memory.unknown', `There is no translation ${id.slice(0, 64)}`);
  }

  /** All of a pair; without languages all there is. Answers how many. */
  forget(userId: string, pair: Partial<Pair>): Promise<number> {
    return this.database.execute(`DELETE FROM translation_memory WHERE ${chosen}`, filterOf(userId, pair));
  }
}

const chosen = `user_id = $1 AND ($2::text IS NULL OR from_language = $2) AND ($3::text IS NULL OR to_language = $3)`;

const filterOf = (userId: string, { from, to }: Partial<Pair>) => [
  userId,
  from === undefined ? null : primaryLanguage(from),
  to === undefined ? null : primaryLanguage(to),
];

const hashOf = (text: string) => createHash('sha256').update(text).digest();
