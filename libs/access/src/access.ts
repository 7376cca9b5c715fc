import { Injectable, Optional } from '@nestjs/common';
import type { Scope } from '@polyspool/contracts/api-keys';
import { AppError } from '@polyspool/contracts/errors';
import { People, type Person } from '@polyspool/database/people';
import { actingAs, type Caller } from './caller.js';
import { isToken, IssuerTokens } from './issuer-tokens.js';
import { KeyUses } from './key-uses.js';

/** For so long a key that was good is taken to be good: whoever polls is not looked up each time. */
export const keyTrustedMs = 2_000;
const mostKnown = 10_000;

interface Known {
  readonly caller: Promise<Caller | undefined>;
  readonly until: number;
}

/**
 * Knows people by their keys, and by tokens of the issuer where there is one. Who was revoked or disabled is refused
 * `keyTrustedMs` later at the latest.
 */
@Injectable()
export class Access {
  readonly #known = new Map<string, Known>();

  constructor(
    private readonly people: People,
    private readonly uses: KeyUses,
    @Optional() private readonly tokens?: IssuerTokens,
  ) {}

  /**
   * Who has that key or token; with scopes, as far as these go (`actingAs`). Throws `auth.missing`, `auth.invalid`,
   * `auth.scopeMissing`.
   */
  async identify(bearer: string | undefined, ...needed: readonly Scope[]): Promise<Caller> {
    if (!bearer) throw new AppError('auth.missing', 'Send a key: Authorization: Bearer <key>');
    const caller = await this.#lookUp(bearer);
    if (!caller)
      throw new AppError('auth.invalid', 'This key is unknown, revoked or expired, or its owner is disabled');
    if (caller.keyId) this.uses.note(caller.keyId);
    return needed.length ? actingAs(caller, needed) : caller;
  }

  /** Who somebody is by now who is known by something else than a key; undefined where they, or that key of theirs, may not come in. */
  whoIs(userId: string, keyId?: string): Promise<Person | undefined> {
    return this.people.welcome(userId, keyId);
  }

  async #lookUp(bearer: string): Promise<Caller | undefined> {
    const known = this.#known.get(bearer);
    if (known && performance.now() < known.until) return known.caller;
    const caller = this.#find(bearer);
    this.#remember(bearer, caller);
    const found = await caller.catch((error: unknown) => {
      this.#known.delete(bearer);
      throw error;
    });
    if (!found) this.#known.delete(bearer);
    return found;
  }

  async #find(bearer: string): Promise<Caller | undefined> {
    if (!this.tokens || !isToken(bearer)) return this.people.withKey(bearer);
    const { signIn, scopes } = await this.tokens.verify(bearer);
    const person = await this.people.signedIn(signIn);
    return person && { ...person, ...(scopes && { scopes }) };
  }

  #remember(bearer: string, caller: Known['caller']) {
    this.#known.delete(bearer); // so that the map is in the order of time
    this.#known.set(bearer, { caller, until: performance.now() + keyTrustedMs });
    const [oldest = ''] = this.#known.keys();
    if (this.#known.size > mostKnown) this.#known.delete(oldest);
  }
}

/** The key of an `Authorization` header (RFC 6750). */
export const bearerOf = (header: string | undefined) => /^Bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];

/** Whose things a person may see: their own; an operator or administrator sees all (undefined). */
export const visibleTo = (person: Person) => (person.role === 'user' ? person.id : undefined);
