import { AppError } from '@polyspool/contracts/errors';
import type { Account, AccountChange, NewAccount, Role } from '@polyspool/contracts/people';
import { v7 } from 'uuid';
import { isActive } from './api-keys.js';
import type { Database, Statements } from './database.js';
import { isLastAdmin } from './last-admin.js';
import { storableText } from './storable.js';
import { systemUserId } from './system-user.js';

export interface AccountFilter {
  /** A part of their name, or what their issuer calls them. */
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly before?: string | undefined;
}

/** Everybody who may come in, for those who administer the platform. */
export class Accounts {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(limit: number, { q, role, before }: AccountFilter): Promise<Account[]> {
    const rows = await this.database.query<AccountRow>(
      `${accounts} AND ($2::uuid IS NULL OR u.id < $2) AND ($3::text IS NULL OR u.role = $3)
         AND ($4::text IS NULL OR strpos(lower(u.name), lower($4)) > 0 OR u.subject = $4)
       ORDER BY u.id DESC LIMIT $5`,
      [systemUserId, before ?? null, role ?? null, q || null, limit],
    );
    return rows.map(accountView);
  }

  /** Throws `person.unknown`. */
  find(id: string): Promise<Account> {
    return findAccount(this.database, id);
  }

  /** Without a key: that is given out apart. */
  async add({ name, role }: NewAccount): Promise<Account> {
    const id = v7();
    await this.database.execute('INSERT INTO users (id, name, role) VALUES ($1, $2, $3)', [
      id,
      storableText(name),
      role,
    ]);
    return this.find(id);
  }

  /** Throws `person.unknown`, `person.lastAdmin`. */
  change(id: string, { name, role, disabled }: AccountChange): Promise<Account> {
    return this.database.transaction(async (tx) => {
      // One after another: of two administrators who let each other go, one stays.
      await tx.query(`SELECT 1 FROM users WHERE role = 'admin' OR id = $1 ORDER BY id FOR NO KEY UPDATE`, [id]);
      await findAccount(tx, id);
      const isLeaving = disabled === true || (role !== undefined && role !== 'admin');
      if (isLeaving && (await isLastAdmin(tx, id))) {
        throw new AppError('person.lastAdmin', 'Make somebody else an administrator, with a key, first');
      }
      await tx.execute(
        `UPDATE users SET name = coalesce($2, name), role = coalesce($3, role),
           disabled_at = CASE WHEN $4 THEN coalesce(disabled_at, now()) WHEN $4 IS NULL THEN disabled_at END WHERE id = $1`,
        [id, name === undefined ? null : storableText(name), role ?? null, disabled ?? null],
      );
      return findAccount(tx, id);
    });
  }
}

interface AccountRow extends Pick<Account, 'id' | 'name' | 'role' | 'activeKeys'> {
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

/** The platform itself is nobody. */
const accounts = `
  SELECT u.id, u.name, u.role, u.issuer, u.subject, u.created_at AS "createdAt", u.disabled_at AS "disabledAt",
    (SELECT count(*)::int FROM api_keys k WHERE k.user_id = u.id AND ${isActive} AND u.disabled_at IS NULL) AS "activeKeys",
    (SELECT max(k.last_used_at) FROM api_keys k WHERE k.user_id = u.id) AS "lastUsedAt"
  FROM users u WHERE u.id <> $1`;

async function findAccount(statements: Statements, id: string): Promise<Account> {
  const [row] = await statements.query<AccountRow>(`${accounts} AND u.id = $2`, [systemUserId, id]);
  if (!row) throw new AppError('person.unknown', `There is nobody with the id ${id}`);
  return accountView(row);
}

const accountView = ({ issuer, subject, lastUsedAt, createdAt, disabledAt, ...row }: AccountRow): Account => ({
  ...row,
  ...(issuer !== null && subject !== null && { signIn: { issuer, subject } }),
  lastUsedAt: lastUsedAt?.toISOString(),
  createdAt: createdAt.toISOString(),
  disabledAt: disabledAt?.toISOString(),
});
