import { Injectable } from '@nestjs/common';
import { Access, bearerOf, visibleTo } from '@polyspool/access/access';
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

const Ticket = z.object({
  /** Seconds since 1970. */
  expires: z.string().regex(/^\d{1,12}$/),
  /** Whose things it opens, and the proof. */
  signature: z.string().regex(/^([0-9a-f-]{36}|all)\.[\w-]{43}$/),
});

/** Addresses that a player or a download can use without a key. They open one file, for as long as its owner still has it. */
@Injectable()
export class SignedLinks {
  constructor(
    private readonly access: Access,
    private readonly options: LinkOptions,
  ) {}

  /** `ownerId` as `visibleTo` gives it: who opens the link sees what that person sees. */
  issue(path: string, ownerId: string | undefined): SignedLink {
    const expires = Math.ceil((Date.now() + lifetimeMs) / 1000);
    const scope = ownerId ?? 'all';
    const proof = this.proofOf(path, String(expires), scope);
    const url = `${path}?expires=${expires}&signature=${scope}.${proof}`;
    return { url, expiresAt: new Date(expires * 1000).toISOString() };
  }

  /** Whose things the request may read (undefined: everyone's), by a link or else by a key. Throws `auth.*`. */
  async readableBy(request: FastifyRequest): Promise<string | undefined> {
    const query = request.query as Record<string, unknown>;
    if ('signature' in query || 'expires' in query) return this.scopeOf(request.url, query);
    const needed = scopesOf('GET', request.routeOptions.url ?? '');
    return visibleTo(await this.access.identify(bearerOf(request.headers.authorization), ...needed));
  }

  private async scopeOf(address: string, query: unknown) {
    const ticket = Ticket.safeParse(query);
    if (!ticket.success) throw badLink();
    const { expires, signature } = ticket.data;
    const [scope = '', proof = ''] = signature.split('.');
    const [path = ''] = address.split('?');
    // Compared as text: the last letter of base64url has bits that say nothing, and would be free to change.
    const expected = Buffer.from(this.proofOf(path, expires, scope));
    const given = Buffer.from(proof);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw badLink();
    if (Number(expires) * 1000 <= Date.now()) throw badLink();
    if (scope === 'all') return undefined;
    if (await this.access.isWelcome(scope)) return scope;
    throw badLink();
  }

  private proofOf(path: string, expires: string, scope: string) {
    return linkProof(this.options.secret, { path, expires, scope });
  }
}

/** One answer for all: what exactly is wrong with it is nobody's business. */
const badLink = () => new AppError('auth.invalid', 'This link is not valid, or no longer');
