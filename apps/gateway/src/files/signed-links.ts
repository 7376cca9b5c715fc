import { Injectable } from '@nestjs/common';
import { Access, bearerOf, visibleTo } from '@polyspool/access/access';
import type { Caller } from '@polyspool/access/caller';
import { Doorkeeper } from '@polyspool/access/doorkeeper';
import { linkProof } from '@polyspool/access/link-proof';
import { AppError } from '@polyspool/contracts/errors';
import type { SignedLink } from '@polyspool/contracts/files';
import type { FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { scopesOf } from '../access/route-scopes.js';

/** Abstract so that Nest can inject it. */
export abstract class LinkOptions {
  abstract readonly secret: string;
}

/** Long enough to watch the longest film with a pause. */
const lifetimeMs = 6 * 3600 * 1000;

/** Who reads, and the proof. */
const signatureForm =
  /^(?<scope>(?<all>all_)?(?<userId>[0-9a-f-]{36})(?:_(?<keyId>[0-9a-f-]{36}))?)\.(?<proof>[\w-]{43})$/;

const Ticket = z.object({
  /** Seconds since 1970. */
  expires: z.string().regex(/^\d{1,12}$/),
  signature: z.string().transform((text) => signatureForm.exec(text)?.groups),
});

/**
 * Addresses that a player or a download can use without a key. They open one file, for as long as who asked for it sees it,
 * and the key that it was asked for with opens something.
 */
@Injectable()
export class SignedLinks {
  constructor(
    private readonly access: Access,
    private readonly doorkeeper: Doorkeeper,
    private readonly options: LinkOptions,
  ) {}

  /** Who opens the link sees what that person sees. */
  issue(path: string, by: Caller): SignedLink {
    const expires = Math.ceil((Date.now() + lifetimeMs) / 1000);
    const scope = `${visibleTo(by) ? '' : 'all_'}${by.id}${by.keyId ? `_${by.keyId}` : ''}`;
    const proof = this.#proofOf(path, String(expires), scope);
    const url = `${path}?expires=${expires}&signature=${scope}.${proof}`;
    return { url, expiresAt: new Date(expires * 1000).toISOString() };
  }

  /** Whose things the request may read (undefined: everyone's), by a link or else by a key. Throws `auth.*`. */
  async readableBy(request: FastifyRequest): Promise<string | undefined> {
    const query = request.query as Record<string, unknown>;
    if ('signature' in query || 'expires' in query) return this.#linked(request.url, query);
    const needed = scopesOf('GET', request.routeOptions.url ?? '');
    const bearer = bearerOf(request.headers.authorization);
    return visibleTo(await this.doorkeeper.identify(bearer, request.raw, ...needed));
  }

  async #linked(address: string, query: unknown) {
    const ticket = Ticket.safeParse(query);
    if (!ticket.success || !ticket.data.signature) throw badLink();
    const { expires, signature } = ticket.data;
    const { scope = '', all, userId = '', keyId, proof = '' } = signature;
    const [path = ''] = address.split('?');
    // Compared as text: the last letter of base64url has bits that say nothing, and would be free to change.
    const expected = Buffer.from(this.#proofOf(path, expires, scope));
    const given = Buffer.from(proof);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw badLink();
    if (Number(expires) * 1000 <= Date.now()) throw badLink();
    const person = await this.access.whoIs(userId, keyId);
    if (!person) throw badLink();
    if (!all) return userId;
    if (visibleTo(person)) throw badLink();
    return undefined;
  }

  #proofOf(path: string, expires: string, scope: string) {
    return linkProof(this.options.secret, { path, expires, scope });
  }
}

/** One answer for all: what exactly is wrong with it is nobody's business. */
const badLink = () => new AppError('auth.invalid', 'This link is not valid, or no longer');
