import { AppError } from '@polyspool/contracts/errors';
import { People, type Person } from '@polyspool/database/people';
import { Injectable } from '@nestjs/common';

/** Knows people by their keys. */
@Injectable()
export class Access {
  constructor(private readonly people: People) {}

  /** Throws `auth.missing` or `auth.invalid`. */
  async identify(key: string | undefined): Promise<Person> {
    if (!key) throw new AppError('auth.missing', 'Send a key: Authorization: Bearer <key>');
    const person = await this.people.withKey(key);
    if (!person) throw new AppError('auth.invalid', 'This key is unknown, revoked or expired');
    return person;
  }
}

/** The key of an `Authorization` header (RFC 6750). */
export const bearerOf = (header: string | undefined) => /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];

/** Whose things a person may see: their own; an operator or administrator sees all (undefined). */
export const visibleTo = (person: Person) => (person.role === 'user' ? person.id : undefined);
