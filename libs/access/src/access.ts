import { AppError } from '@polyspool/contracts/errors';
import { People, type Person } from '@polyspool/database/people';
import { Injectable } from '@nestjs/common';

/** For so long a key that was good is taken to be good: whoever polls is not looked up each time. */
export const keyTrustedMs = 2_000;
const mostKnown = 10_000;

interface Known {
  readonly person: Promise<Person | undefined>;
  readonly until: number;
}

/** Knows people by their keys. A key that was revoked is refused `keyTrustedMs` later at the latest. */
@Injectable()
export class Access {
  readonly #known = new Map<string, Known>();

  constructor(private readonly people: People) {}

  /** Throws `auth.missing` or `auth.invalid`. */
  async identify(key: string | undefined): Promise<Person> {
    if (!key) throw new AppError('auth.missing', 'Send a key: Authorization: Bearer <key>');
    const person = await this.#lookUp(key);
    if (!person) throw new AppError('auth.invalid', 'This key is unknown, revoked or expired');
    return person;
  }

  async #lookUp(key: string): Promise<Person | undefined> {
    const known = this.#known.get(key);
    if (known && performance.now() < known.until) return known.person;
    const person = this.people.withKey(key);
    this.#remember(key, person);
    const found = await person.catch((error: unknown) => {
      this.#known.delete(key);
      throw error;
    });
    if (!found) this.#known.delete(key);
    return found;
  }

  #remember(key: string, person: Known['person']) {
    this.#known.delete(key); // so that the map is in the order of time
    this.#known.set(key, { person, until: performance.now() + keyTrustedMs });
    const [oldest = ''] = this.#known.keys();
    if (this.#known.size > mostKnown) this.#known.delete(oldest);
  }
}

/** The key of an `Authorization` header (RFC 6750). */
export const bearerOf = (header: string | undefined) => /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];

/** Whose things a person may see: their own; an operator or administrator sees all (undefined). */
export const visibleTo = (person: Person) => (person.role === 'user' ? person.id : undefined);
