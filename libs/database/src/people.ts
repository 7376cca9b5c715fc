import type { Role } from '@polyspool/contracts/people';
import { createHash } from 'node:crypto';
import { v7 } from 'uuid';
import type { Database } from './database.js';
import { ApiKey } from './entities/api-key.js';
import { User } from './entities/user.js';

/** Who makes a request. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export class People {
  constructor(private readonly database: Database) {}

  /** The owner of a key that is neither revoked nor expired. */
  async withKey(key: string): Promise<Person | undefined> {
    const [row] = await this.database.query<Person>(
      `SELECT u.id, u.name, u.role FROM api_keys k JOIN users u ON u.id = k.user_id
       WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
      [hashOf(key)],
    );
    return row;
  }

  /** Makes the user and the key unless they are there. */
  async ensure(name: string, role: Role, key: string): Promise<Person> {
    const known = await this.withKey(key);
    if (known) return known;
    return this.database.entities((outer) =>
      outer.transaction(async (manager) => {
        const user = await manager.save(manager.create(User, { id: v7(), name, role }));
        await manager.insert(ApiKey, { id: v7(), userId: user.id, name: 'local', hash: hashOf(key) });
        return { id: user.id, name, role };
      }),
    );
  }
}

const hashOf = (key: string) => createHash('sha256').update(key).digest();
