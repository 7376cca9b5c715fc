import { AppError } from '@polyspool/contracts/errors';
import type { GlossaryChange, GlossarySummary, NewGlossary, StoredGlossary } from '@polyspool/contracts/glossaries';
import { v7 } from 'uuid';
import type { Database } from './database.js';
import { storableJson, storableText } from './storable.js';

/** Of one person. */
export const maxGlossaries = 200;

/** Glossaries, each seen by its owner only. */
export class Glossaries {
  constructor(
    private readonly database: Database,
    private readonly most = maxGlossaries,
  ) {}

  /** Newest first, without their terms. */
  async list(userId: string, { before, limit }: { before?: string | undefined; limit: number }) {
    const rows = await this.database.query<GlossaryRow & { termCount: number }>(
      `SELECT ${columns}, jsonb_array_length(terms) AS "termCount" FROM glossaries
       WHERE user_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [userId, before ?? null, limit],
    );
    return rows.map((row): GlossarySummary => dated(row));
  }

  /** Throws `glossary.unknown`. */
  async find(userId: string, id: string): Promise<StoredGlossary> {
    const [row] = await this.database.query<WholeRow>(
      `SELECT ${columns}, terms FROM glossaries WHERE user_id = $1 AND id = $2`,
      [userId, id],
    );
    return known(row, id);
  }

  /** Throws `quota.glossaries`. */
  async add(userId: string, { name, from, to, terms }: NewGlossary): Promise<StoredGlossary> {
    const [row] = await this.database.query<WholeRow>(
      `INSERT INTO glossaries (id, user_id, name, from_language, to_language, terms)
       SELECT $2, $1, $3, $4, $5, $6 WHERE (SELECT count(*) FROM glossaries WHERE user_id = $1) < $7
       RETURNING ${columns}, terms`,
      [userId, v7(), storableText(name), from, to, storableJson(terms), this.most],
    );
    if (!row) throw new AppError('quota.glossaries', `A person may have ${this.most} glossaries`);
    return dated(row);
  }

  /** Throws `glossary.unknown`. */
  async change(userId: string, id: string, { name, from, to, terms }: GlossaryChange): Promise<StoredGlossary> {
    const [row] = await this.database.query<WholeRow>(
      `UPDATE glossaries SET name = coalesce($3, name), from_language = coalesce($4, from_language),
         to_language = coalesce($5, to_language), terms = coalesce($6::jsonb, terms), updated_at = now()
       WHERE user_id = $1 AND id = $2 RETURNING ${columns}, terms`,
      [
        userId,
        id,
        name === undefined ? null : storableText(name),
        from ?? null,
        to ?? null,
        terms ? storableJson(terms) : null,
      ],
    );
    return known(row, id);
  }

  /** Throws `glossary.unknown`. What jobs have been given of it stays with them. */
  async remove(userId: string, id: string) {
    const removed = await this.database.execute('DELETE FROM glossaries WHERE user_id = $1 AND id = $2', [userId, id]);
    if (!removed) throw unknownGlossary(id);
  }
}

interface GlossaryRow extends Pick<StoredGlossary, 'id' | 'name' | 'from' | 'to'> {
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
type WholeRow = GlossaryRow & Pick<StoredGlossary, 'terms'>;

const columns = `id, name, from_language AS "from", to_language AS "to", created_at AS "createdAt", updated_at AS "updatedAt"`;

const dated = <Row extends GlossaryRow>({ createdAt, updatedAt, ...row }: Row) => ({
  ...row,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

function known(row: WholeRow | undefined, id: string): StoredGlossary {
  if (!row) throw unknownGlossary(id);
  return dated(row);
}

const unknownGlossary = (id: string) => new AppError('glossary.unknown', `There is no glossary ${id.slice(0, 64)}`);
