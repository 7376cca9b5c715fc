import type { Scope } from '@polyspool/contracts/api-keys';
import type { Role } from '@polyspool/contracts/people';
import { v7 } from 'uuid';
import { isActive } from './api-keys.js';
import { AuditLog } from './audit-log.js';
import type { Database, Statements } from './database.js';
import { ApiKeyRow } from './entities/api-key.js';
import { User } from './entities/user.js';
import { keyHash, keyPrefix } from './key-hash.js';
import { storableText } from './storable.js';

/** Who makes a request. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface KeyHolder extends Person {
  readonly keyId: string;
  /** None: all that they may do. */
  readonly scopes?: readonly Scope[];
  readonly keyExpiresAt?: Date;
}

/** What an issuer of tokens says of somebody. */
export interface SignIn {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** None: what they are here is for administrators to say. */
  readonly role?: Role | undefined;
}

export class People {
  constructor(private readonly database: Database) {}

  /** The owner of a key that is neither revoked nor expired, unless they are disabled. */
  async withKey(key: string): Promise<KeyHolder | undefined> {
    const [row] = await this.database.query<KeyRow>(
      `SELECT u.id, u.name, u.role, k.id AS "keyId", k.scopes, k.expires_at AS "expiresAt"
       FROM api_keys k JOIN users u ON u.id = k.user_id
       WHERE k.hash = $1 AND ${isActive} AND u.disabled_at IS NULL`,
      [keyHash(key)],
    );
    if (!row) return undefined;
    const { scopes, expiresAt, ...holder } = row;
    return { ...holder, ...(scopes && { scopes }), ...(expiresAt && { keyExpiresAt: expiresAt }) };
  }

  /** Somebody who is not disabled; where a key is named, only as long as it opens something. */
  async welcome(id: string, keyId?: string): Promise<Person | undefined> {
    const [person] = await this.database.query<Person>(
      `SELECT u.id, u.name, u.role FROM users u WHERE u.id = $1 AND u.disabled_at IS NULL
         AND ($2::uuid IS NULL OR EXISTS (SELECT FROM api_keys k WHERE k.id = $2 AND k.user_id = u.id AND ${isActive}))`,
      [id, keyId ?? null],
    );
    return person;
  }

  /** Who comes with a token: made when they are first seen, kept as the issuer says. Undefined for somebody disabled. */
  async signedIn(signIn: SignIn): Promise<Person | undefined> {
    const known = await findSignedIn(this.database, signIn);
    if (known && isAsSaid(known, signIn)) return personOf(known);
    return this.database.transaction(async (tx) => {
      const isNew = await addSignedIn(tx, signIn);
      const row = await findSignedIn(tx, signIn, 'FOR UPDATE');
      if (!row) return undefined;
      const role = signIn.role ?? row.role;
      if (!isAsSaid(row, signIn)) {
        await tx.execute('UPDATE users SET name = $2, role = $3 WHERE id = $1', [row.id, nameOf(signIn), role]);
      }
      if (isNew || role !== row.role) await this.#note(tx, { ...row, role }, isNew ? 'user.join' : 'user.roleBySignIn');
      return personOf({ ...row, name: nameOf(signIn), role });
    });
  }

  /** Makes the user and the key unless the key was ever there: one that was revoked stays so. */
  async ensure(name: string, role: Role, key: string): Promise<Person> {
    const [owner] = await this.database.query<Person>(
      'SELECT u.id, u.name, u.role FROM api_keys k JOIN users u ON u.id = k.user_id WHERE k.hash = $1',
      [keyHash(key)],
    );
    if (owner) return owner;
    return this.database.entities((outer) =>
      outer.transaction(async (manager) => {
        const user = await manager.save(manager.create(User, { id: v7(), name, role }));
        const kept = { hash: keyHash(key), prefix: keyPrefix(key) };
        await manager.insert(ApiKeyRow, { id: v7(), userId: user.id, name: 'local', ...kept });
        return { id: user.id, name, role };
      }),
    );
  }

  #note(tx: Statements, { id, role }: Person, action: string) {
    return new AuditLog(this.database).add(tx, { actor: { id, role }, action, subject: id, detail: { role } });
  }
}

interface KeyRow extends Person {
  readonly keyId: string;
  readonly scopes: Scope[] | null;
  readonly expiresAt: Date | null;
}

interface SignedInRow extends Person {
  readonly isDisabled: boolean;
}

async function findSignedIn(statements: Statements, { issuer, subject }: SignIn, lock: '' | 'FOR UPDATE' = '') {
  const [row] = await statements.query<SignedInRow>(
    `SELECT id, name, role, disabled_at IS NOT NULL AS "isDisabled" FROM users WHERE issuer = $1 AND subject = $2 ${lock}`,
    [issuer, subject],
  );
  return row;
}

async function addSignedIn(tx: Statements, signIn: SignIn) {
  const added = await tx.execute(
    `INSERT INTO users (id, name, role, issuer, subject) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (issuer, subject) DO NOTHING`,
    [v7(), nameOf(signIn), signIn.role ?? 'user', signIn.issuer, signIn.subject],
  );
  return added === 1;
}

const isAsSaid = (row: SignedInRow, signIn: SignIn) =>
  row.name === nameOf(signIn) && (signIn.role === undefined || signIn.role === row.role);

const personOf = ({ id, name, role, isDisabled }: SignedInRow): Person | undefined =>
  isDisabled ? undefined : { id, name, role };

const nameOf = ({ name }: SignIn) => storableText(name).slice(0, 200);
