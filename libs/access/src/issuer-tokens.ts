import { Scope } from '@polyspool/contracts/api-keys';
import { AppError } from '@polyspool/contracts/errors';
import type { Role } from '@polyspool/contracts/people';
import type { SignIn } from '@polyspool/database/people';
import { errors, jwtVerify, type JWTPayload } from 'jose';
import { IssuerKeys, type KeysAt } from './issuer-keys.js';

export interface IssuerOptions extends KeysAt {
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly clockToleranceS: number;
  readonly tokenType?: string | undefined;
  readonly nameClaim: string;
  readonly roleClaim?: string | undefined;
  /** What the issuer calls them. */
  readonly roles: Readonly<Record<'operator' | 'admin', string>> & { readonly user?: string | undefined };
  readonly scopeClaim?: string | undefined;
}

export interface VerifiedToken {
  readonly signIn: SignIn;
  readonly scopes?: readonly Scope[];
}

/** Reads the tokens (JWT) of one OpenID Connect issuer. */
export class IssuerTokens {
  readonly #keys: IssuerKeys;

  constructor(private readonly options: IssuerOptions) {
    this.#keys = new IssuerKeys(options);
  }

  /** Throws `auth.invalid`; `service.unavailable` where nobody can say. */
  async verify(token: string): Promise<VerifiedToken> {
    const claims = await this.#claimsOf(token);
    const { issuer, nameClaim, scopeClaim } = this.options;
    const subject = String(claims.sub);
    const name =
      [nameClaim, 'preferred_username', 'email'].map((path) => claimAt(claims, path)).find(isText) ?? subject;
    const scopes = scopeClaim === undefined ? undefined : scopesIn(claimAt(claims, scopeClaim));
    return { signIn: { issuer, subject, name, role: this.#roleOf(claims) }, ...(scopes && { scopes }) };
  }

  async #claimsOf(token: string): Promise<JWTPayload> {
    const { issuer, audience, algorithms, clockToleranceS, tokenType } = this.options;
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, {
        issuer,
        audience,
        algorithms: [...algorithms],
        clockTolerance: clockToleranceS,
        requiredClaims: ['sub', 'exp'],
        ...(tokenType && { typ: tokenType }),
      });
      return payload;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new AppError('auth.invalid', `The token is not valid: ${error.message}`, { cause: error });
    }
  }

  /** Undefined where no claim says it. */
  #roleOf(claims: JWTPayload): Role | undefined {
    const { roleClaim, roles } = this.options;
    if (roleClaim === undefined) return undefined;
    const given = wordsIn(claimAt(claims, roleClaim));
    if (given.includes(roles.admin)) return 'admin';
    if (given.includes(roles.operator)) return 'operator';
    if (roles.user === undefined || given.includes(roles.user)) return 'user';
    throw new AppError('auth.invalid', 'The token gives its owner no role here');
  }
}

/** Three parts, the first of which is an object: no API key looks like that. */
export const isToken = (bearer: string) => /^eyJ[\w-]*\.[\w-]+\.[\w-]+$/.test(bearer);

/** A claim by its name, which may have dots in it, or by the way to it. */
function claimAt(claims: JWTPayload, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split('.').reduce<unknown>((value, name) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  }, claims);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** A list, or words with spaces between. */
function wordsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(' ');
  return Array.isArray(value) ? value.filter((word) => typeof word === 'string') : [];
}

/** Those of ours; of what else the issuer says, we know nothing. None of ours: the token opens nothing. */
const scopesIn = (value: unknown) =>
  wordsIn(value).flatMap((word) => {
    const scope = Scope.safeParse(word);
    return scope.success ? [scope.data] : [];
  });
