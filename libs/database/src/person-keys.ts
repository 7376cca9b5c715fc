import type { Database, Statements } from './database.js';
import type { Session } from './session.js';

/** A key as it is kept: wrapped, so that it opens with the key of backups only. */
export interface PersonKey {
  readonly userId: string;
  readonly wrappedKey: string;
}

/** The keys of what backups hold of people: one for each, made when it is first needed. */
export class PersonKeys {
  constructor(private readonly database: Database) {}

  /** Theirs, which is the new one if they had none. Undefined for somebody who is gone. */
  async ensure(userId: string, newKey: () => string): Promise<string | undefined> {
    const known = await keyOfPerson(this.database, userId);
    if (known) return known;
    // Locked, so that nobody is erased between the look and the key.
    await this.database.execute(
      `INSERT INTO person_keys (user_id, wrapped_key) SELECT id, $2 FROM users WHERE id = $1 FOR KEY SHARE
       ON CONFLICT (user_id) DO NOTHING`,
      [userId, newKey()],
    );
    return keyOfPerson(this.database, userId);
  }

  /** Nothing that backups hold of them can be read once the copy beside the backups is written anew. */
  async destroy(statements: Statements, userId: string) {
    await statements.execute('DELETE FROM person_keys WHERE user_id = $1', [userId]);
  }
}

/** One at a time over all processes: what `work` reads is not overtaken by another's older copy. */
export async function copyingPersonKeys<Result>(
  session: Session,
  work: (keys: AsyncIterable<PersonKey>) => Promise<Result>,
): Promise<Result> {
  await session.execute(`SELECT pg_advisory_lock(hashtext('copy of person keys'))`);
  const keys = `SELECT user_id AS "userId", wrapped_key AS "wrappedKey" FROM person_keys ORDER BY user_id`;
  return session.transaction(() => work(session.rows<PersonKey>(keys)));
}

/** Into a database that is being restored: without constraints yet. Found by `keyOfPerson` once it is indexed. */
export async function insertPersonKeys(session: Session, batches: AsyncIterable<readonly PersonKey[]>) {
  for await (const keys of batches) {
    await session.execute(
      'INSERT INTO person_keys (user_id, wrapped_key) SELECT * FROM unnest($1::uuid[], $2::text[])',
      [keys.map(({ userId }) => userId), keys.map(({ wrappedKey }) => wrappedKey)],
    );
  }
  await session.execute('CREATE UNIQUE INDEX person_keys_restoring ON person_keys (user_id)');
}

export const endInsertingKeys = (session: Session) => session.execute('DROP INDEX person_keys_restoring');

const findKey = 'SELECT wrapped_key AS "wrappedKey" FROM person_keys WHERE user_id = $1';

export async function keyOfPerson(statements: Statements, userId: string): Promise<string | undefined> {
  const [row] = await statements.query<PersonKey>(findKey, [userId]);
  return row?.wrappedKey;
}
