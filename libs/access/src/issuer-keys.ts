import { Logger } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

export interface KeysAt {
  readonly issuer: string;
  readonly jwksUrl?: string | undefined;
  /** After so long the keys are asked for again, beside the requests. */
  readonly refreshMs?: number;
  /** At most so often because a token names a key that is not known. */
  readonly cooldownMs?: number;
}

type Remote = ReturnType<typeof createRemoteJWKSet>;

const timeoutMs = 5_000;

/**
 * The public keys of an issuer: looked up when they are first needed, asked for again every ten minutes, and when a token names
 * a new one. While the issuer is away, those that are known go on to hold.
 */
export class IssuerKeys {
  readonly #log = new Logger('IssuerKeys');
  readonly #at: Required<Pick<KeysAt, 'refreshMs' | 'cooldownMs'>> & KeysAt;
  #remote: Promise<Remote> | undefined;
  #askedAt = 0;

  constructor(at: KeysAt) {
    this.#at = { refreshMs: 600_000, cooldownMs: 30_000, ...at };
  }

  /** Throws `service.unavailable` where the issuer would have to be asked, and does not answer. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    try {
      const remote = await this.#open();
      if (remote.jwks() && Date.now() - this.#askedAt > this.#at.refreshMs) this.#refresh(remote);
      return await remote(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new AppError('service.unavailable', 'The issuer of tokens does not answer', { cause: error });
    }
  };

  /** What is known stays until the answer is there. */
  #refresh(remote: Remote) {
    this.#askedAt = Date.now();
    remote.reload().catch((err: unknown) => this.#log.warn({ err }, 'The keys of the issuer stay as they were'));
  }

  #open() {
    this.#remote ??= this.#find().catch((error: unknown) => {
      this.#remote = undefined;
      throw error;
    });
    return this.#remote;
  }

  async #find(): Promise<Remote> {
    const { jwksUrl, cooldownMs } = this.#at;
    const url = new URL(jwksUrl ?? (await this.#discovered()));
    this.#askedAt = Date.now();
    return createRemoteJWKSet(url, {
      cacheMaxAge: Number.POSITIVE_INFINITY,
      cooldownDuration: cooldownMs,
      timeoutDuration: timeoutMs,
    });
  }

  async #discovered() {
    const { issuer } = this.#at;
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    const said = Configuration.parse(await answer.json());
    if (said.issuer !== issuer) throw new Error(`${url} is of ${said.issuer}`);
    if (!said.jwks_uri.startsWith('https:') && !issuer.startsWith('http:'))
      throw new Error(`${said.jwks_uri} is not https`);
    return said.jwks_uri;
  }
}

const Configuration = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });
