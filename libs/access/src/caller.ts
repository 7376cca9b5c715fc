import type { Scope } from '@polyspool/contracts/api-keys';
import { AppError } from '@polyspool/contracts/errors';
import type { Person } from '@polyspool/database/people';

/** Who makes a request, and what the key or token may be used for that it came with. */
export interface Caller extends Person {
  /** None: all that the person may do. */
  readonly scopes?: readonly Scope[];
  /** None where it was a token of an issuer. */
  readonly keyId?: string;
  /** When the key ends, where it does. */
  readonly keyExpiresAt?: Date;
}

/** Who may write may read. */
export const hasScope = ({ scopes }: Pick<Caller, 'scopes'>, needed: Scope) =>
  !scopes || scopes.includes(needed) || scopes.some((scope) => scope === needed.replace(/:read$/, ':write'));

/**
 * The caller as far as this request goes. A key without a scope for administration makes its owner act as a user: it neither
 * sees nor changes what is others'. Throws `auth.scopeMissing`.
 */
export function actingAs<Who extends Caller>(caller: Who, needed: readonly Scope[]): Who {
  const missing = needed.filter((scope) => !hasScope(caller, scope));
  if (missing.length) throw new AppError('auth.scopeMissing', `This key lacks ${missing.join(' and ')}`);
  if (caller.role === 'user') return caller;
  const isReading = needed.every((scope) => scope.endsWith(':read'));
  return hasScope(caller, isReading ? 'admin:read' : 'admin:write') ? caller : { ...caller, role: 'user' };
}

/** Nobody gives out what they do not have: a key opens no more, and no longer, than the one that it was made with. */
export function mayGive(
  giver: Caller,
  wanted: { readonly scopes?: readonly Scope[] | undefined; readonly expiresAt?: Date | undefined },
) {
  const { scopes, keyExpiresAt } = giver;
  const isWider = scopes && (!wanted.scopes || wanted.scopes.some((scope) => !hasScope(giver, scope)));
  if (isWider) throw new AppError('auth.scopeMissing', 'A key cannot give out scopes that it does not have');
  if (keyExpiresAt && (!wanted.expiresAt || wanted.expiresAt > keyExpiresAt)) {
    throw new AppError('auth.forbidden', 'A key that ends cannot make one that stays longer');
  }
}
