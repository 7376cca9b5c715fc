import type { ApiKey, Scope } from '@polyspool/contracts/api-keys';
import { AppError } from '@polyspool/contracts/errors';
import { v7 } from 'uuid';
import type { Database, Statements } from './database.js';
import { keyHash, keyPrefix } from './key-hash.js';
import { storableText } from './storable.js';
import { systemUserId } from './system-user.js';

/** Of one person, those that open something. */
export const maxApiKeys = 100;

export interface ApiKeyFilter {
  readonly userId?: string | undefined;
  /** Only those that open something. */
  readonly active?: boolean | undefined;
  readonly before?: string | undefined;
}

export interface KeyToAdd {
  readonly name: string;
  readonly scopes?: readonly Scope[] | undefined;
  readonly expiresAt?: Date | undefined;
  /** The key itself: only its hash is kept. */
  readonly key: string;
}

/** Where a key is looked for: among those of one person, or (undefined) of all. */
type OwnerId = string | undefined;

/** The keys of people, of which only hashes are kept. */
export class ApiKeys {
  constructor(
    private readonly database: Database,
    private readonly most = maxApiKeys,
  ) {}

  /** Newest first. */
  async list(limit: number, { userId, active, before }: ApiKeyFilter): Promise<ApiKey[]> {
    const rows = await this.database.query<ApiKeyRow>(
      `SELECT ${columns} FROM api_keys k WHERE ($1::uuid IS NULL OR user_id = $1) AND ($2::uuid IS NULL OR id < $2)
         AND (NOT $3 OR ${isActive}) ORDER BY id DESC LIMIT $4`,
      [userId ?? null, before ?? null, active ?? false, limit],
    );
    return rows.map(apiKeyView);
  }

  /** Throws `apiKey.unknown`. */
  async find(id: string, ownerId: OwnerId): Promise<ApiKey> {
    return apiKeyView(await findKey(this.database, id, ownerId));
  }

  /** Throws `quota.apiKeys`, `person.unknown`. */
  add(userId: string, asked: KeyToAdd): Promise<ApiKey> {
    return this.database.transaction(async (tx) => {
      await this.#lockOwner(tx, userId);
      return insert(tx, userId, asked);
    });
  }

  /**
   * A new key in the place of one that is still good, which ends when the overlap is over. `mayHave` throws where who asks
   * may not have such a key. Throws `apiKey.unknown`, `apiKey.inactive`, `quota.apiKeys`.
   */
  rotate(id: string, ownerId: OwnerId, { key, overlapSeconds, mayHave }: Rotation): Promise<ApiKey> {
    return this.database.transaction(async (tx) => {
      const { userId } = await findKey(tx, id, ownerId);
      await this.#lockOwner(tx, userId);
      const old = await findKey(tx, id, ownerId);
      const view = apiKeyView(old);
      mayHave(view);
      if (view.status !== 'active') throw new AppError('apiKey.inactive', `The key ${id} has ended`);
      if (view.replacedBy) throw new AppError('apiKey.inactive', `The key ${id} has been replaced already`);
      const { name, scopes, expiresAt } = old;
      const made = await insert(tx, userId, {
        name,
        key,
        scopes: scopes ?? undefined,
        expiresAt: expiresAt ?? undefined,
      });
      await tx.execute(
        `UPDATE api_keys SET replaced_by = $2, expires_at = least(expires_at, now() + $3 * interval '1 s'),
           revoked_at = CASE WHEN $3 = 0 THEN now() END WHERE id = $1`,
        [id, made.id, overlapSeconds],
      );
      return made;
    });
  }

  /** Throws `apiKey.unknown`. */
  async rename(id: string, ownerId: OwnerId, name: string): Promise<ApiKey> {
    const [row] = await this.database.query<ApiKeyRow>(
      `UPDATE api_keys k SET name = $3 WHERE id = $1 AND ${ownedBy} RETURNING ${columns}`,
      [id, ownerId ?? null, storableText(name)],
    );
    if (!row) throw unknownKey(id);
    return apiKeyView(row);
  }

  /** It opens nothing any more, and stays on the list. Once more changes nothing. Throws `apiKey.unknown`. */
  async revoke(id: string, ownerId: OwnerId) {
    const revoked = await this.database.execute(
      `UPDATE api_keys k SET revoked_at = coalesce(revoked_at, now()) WHERE id = $1 AND ${ownedBy}`,
      [id, ownerId ?? null],
    );
    if (!revoked) throw unknownKey(id);
  }

  /** Somebody has come with them. What is known to a few minutes is not written again. */
  async touch(ids: readonly string[]) {
    await this.database.execute(
      `UPDATE api_keys SET last_used_at = now()
       WHERE id = ANY($1::uuid[]) AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      [ids],
    );
  }

  /** One after another: two keys that are made at once count each other. */
  async #lockOwner(tx: Statements, userId: string) {
    const [owner] = await tx.query('SELECT 1 FROM users WHERE id = $1 AND id <> $2 FOR NO KEY UPDATE', [
      userId,
      systemUserId,
    ]);
    if (!owner) throw new AppError('person.unknown', `There is nobody with the id ${userId}`);
    const [count] = await tx.query<{ many: boolean }>(
      `SELECT count(*) >= $2 AS many FROM api_keys k WHERE user_id = $1 AND ${isActive}`,
      [userId, this.most],
    );
    if (count?.many) throw new AppError('quota.apiKeys', `A person may have ${this.most} keys: revoke one first`);
  }
}

interface Rotation {
  readonly key: string;
  readonly overlapSeconds: number;
  readonly mayHave: (key: ApiKey) => void;
}

type ApiKeyRow = Pick<ApiKey, 'id' | 'userId' | 'name' | 'status'> & {
  readonly prefix: string | null;
  readonly scopes: Scope[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly replacedBy: string | null;
};

export const isActive = '(k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()))';
const ownedBy = '($2::uuid IS NULL OR k.user_id = $2)';

const columns = `k.id, k.user_id AS "userId", k.name, k.prefix, k.scopes, k.created_at AS "createdAt", k.expires_at AS "expiresAt",
  k.revoked_at AS "revokedAt", k.last_used_at AS "lastUsedAt", k.replaced_by AS "replacedBy",
  CASE WHEN k.revoked_at IS NOT NULL THEN 'revoked' WHEN k.expires_at <= now() THEN 'expired' ELSE 'active' END AS status`;

async function findKey(statements: Statements, id: string, ownerId: OwnerId): Promise<ApiKeyRow> {
  const [row] = await statements.query<ApiKeyRow>(`SELECT ${columns} FROM api_keys k WHERE id = $1 AND ${ownedBy}`, [
    id,
    ownerId ?? null,
  ]);
  if (!row) throw unknownKey(id);
  return row;
}

async function insert(tx: Statements, userId: string, { name, scopes, expiresAt, key }: KeyToAdd) {
  const [row] = await tx.query<ApiKeyRow>(
    `INSERT INTO api_keys AS k (id, user_id, name, hash, prefix, scopes, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING ${columns}`,
    [v7(), userId, storableText(name), keyHash(key), keyPrefix(key), scopes ?? null, expiresAt ?? null],
  );
  return apiKeyView(row!); // one row goes in
}

const apiKeyView = ({ createdAt, expiresAt, revokedAt, lastUsedAt, ...row }: ApiKeyRow): ApiKey => ({
  ...row,
  prefix: row.prefix ?? undefined,
  scopes: row.scopes ?? undefined,
  replacedBy: row.replacedBy ?? undefined,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString(),
  revokedAt: revokedAt?.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString(),
});

const unknownKey = (id: string) => new AppError('apiKey.unknown', `There is no key ${id.slice(0, 64)}`);
