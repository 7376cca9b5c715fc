import type { ApiKey, Scope } from '@polyspool/contracts/api-keys';

/** In pairs: to look, and to change. */
export const scopeNames: Readonly<Record<Scope, string>> = {
  'jobs:read': 'See jobs',
  'jobs:write': 'Start and stop jobs',
  'uploads:read': 'See uploads',
  'uploads:write': 'Upload and delete',
  'library:read': 'See projects, recordings and words',
  'library:write': 'Change projects, recordings and words',
  'webhooks:read': 'See webhooks',
  'webhooks:write': 'Change webhooks',
  'account:read': 'See the account',
  'account:write': 'Change the account and its keys',
  'admin:read': 'See operations',
  'admin:write': 'Operate',
};

/** Nobody else gets anything from them. */
export const adminScopes: readonly Scope[] = ['admin:read', 'admin:write'];

export const scopeWords = (scopes: readonly Scope[] | undefined) =>
  scopes ? scopes.map((scope) => scopeNames[scope]).join(' · ') : 'Everything that its owner may do';

export const lifetimes = ['never', '7 days', '30 days', '90 days', '1 year'] as const;
export type Lifetime = (typeof lifetimes)[number];

export const lifetimeNames: Readonly<Record<Lifetime, string>> = {
  never: 'It does not end',
  '7 days': 'After 7 days',
  '30 days': 'After 30 days',
  '90 days': 'After 90 days',
  '1 year': 'After a year',
};

const daysIn: Readonly<Record<Exclude<Lifetime, 'never'>, number>> = {
  ...{ '7 days': 7, '30 days': 30, '90 days': 90, '1 year': 365 },
};

export const endOf = (lifetime: Lifetime, now = Date.now()) =>
  lifetime === 'never' ? undefined : new Date(now + daysIn[lifetime] * 86_400_000).toISOString();

export type KeyState = 'active' | 'replaced' | 'expired' | 'revoked';

export const stateOf = ({ status, replacedBy }: ApiKey): KeyState =>
  status === 'active' && replacedBy ? 'replaced' : status;

export const stateNames: Readonly<Record<KeyState, string>> = {
  active: 'Active',
  replaced: 'Being replaced',
  expired: 'Expired',
  revoked: 'Revoked',
};

export const stateTones: Readonly<Record<KeyState, string>> = {
  active: 'status-succeeded',
  replaced: 'status-running',
  expired: '',
  revoked: '',
};

export const overlaps = [0, 3_600, 86_400, 604_800] as const;
export type Overlap = (typeof overlaps)[number];

export const overlapNames: Readonly<Record<Overlap, string>> = {
  0: 'Not at all',
  3600: '1 hour',
  86400: '1 day',
  604800: '7 days',
};
