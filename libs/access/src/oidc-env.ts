import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { z } from 'zod';
import type { IssuerOptions } from './issuer-tokens.js';

/** Whoever could change what comes over the wire could make tokens: plain HTTP is for this machine only. */
const isSafe = (url: string) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$)/.test(url);

/** Only those with a public key: who verifies must not be able to sign. */
const Algorithm = z.enum([
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
]);

/** Tokens of an OpenID Connect issuer, beside API keys. */
export const oidcEnv = {
  /** Exactly as tokens name it in `iss`. */
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/ })
    .refine(isSafe, 'has to be https')
    .optional(),
  /** What tokens for this platform have in `aud`. */
  OIDC_AUDIENCE: z.string().optional(),
  /** Where its keys are, if not where its configuration says. */
  OIDC_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_ALGORITHMS: z
    .string()
    .transform((text) => text.split(',').map((name) => name.trim()))
    .pipe(z.array(Algorithm).min(1))
    .prefault('RS256,PS256,ES256,EdDSA'),
  OIDC_CLOCK_TOLERANCE_S: z.coerce.number().min(0).max(300).default(30),
  /** What `typ` has to be, for example `at+jwt` (RFC 9068). */
  OIDC_TOKEN_TYPE: z.string().optional(),
  OIDC_NAME_CLAIM: z.string().default('name'),
  /** Where the token says what somebody is, for example `realm_access.roles`. Without it administrators say so. */
  OIDC_ROLE_CLAIM: z.string().optional(),
  /** Who has none of the three is not let in; without it everybody with a token is. */
  OIDC_USER_ROLE: z.string().optional(),
  OIDC_OPERATOR_ROLE: z.string().default('polyspool-operator'),
  OIDC_ADMIN_ROLE: z.string().default('polyspool-admin'),
  /** Where the token says what it may be used for, for example `scope`. Without it: for all that its owner may do. */
  OIDC_SCOPE_CLAIM: z.string().optional(),
};

type OidcEnv = Readonly<z.output<z.ZodObject<typeof oidcEnv>>>;

/** Undefined where no issuer is named: there are only keys then. */
export function issuerOptionsOf(env: OidcEnv): IssuerOptions | undefined {
  const { OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience } = env;
  if (!issuer && !audience) return undefined;
  if (!issuer) throw new BadEnvironment(['OIDC_ISSUER: needed with OIDC_AUDIENCE']);
  if (!audience) throw new BadEnvironment(['OIDC_AUDIENCE: needed with OIDC_ISSUER, or tokens for others would do']);
  if (env.OIDC_USER_ROLE && !env.OIDC_ROLE_CLAIM)
    throw new BadEnvironment(['OIDC_ROLE_CLAIM: needed with OIDC_USER_ROLE']);
  return {
    issuer,
    audience,
    jwksUrl: env.OIDC_JWKS_URL,
    algorithms: env.OIDC_ALGORITHMS,
    clockToleranceS: env.OIDC_CLOCK_TOLERANCE_S,
    tokenType: env.OIDC_TOKEN_TYPE,
    nameClaim: env.OIDC_NAME_CLAIM,
    roleClaim: env.OIDC_ROLE_CLAIM,
    roles: { user: env.OIDC_USER_ROLE, operator: env.OIDC_OPERATOR_ROLE, admin: env.OIDC_ADMIN_ROLE },
    scopeClaim: env.OIDC_SCOPE_CLAIM,
  };
}
