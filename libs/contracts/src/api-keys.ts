import { z } from 'zod';

/**
 * What a key may be used for: `read` is to look, `write` to change, and allows to look. `library` is projects, records, words and
 * glossaries; `account` is oneself: keys, notifications, data; `admin` is what one may do as an operator or administrator.
 */
export const Scope = z.enum([
  'jobs:read',
  'jobs:write',
  'uploads:read',
  'uploads:write',
  'library:read',
  'library:write',
  'webhooks:read',
  'webhooks:write',
  'account:read',
  'account:write',
  'admin:read',
  'admin:write',
]);
export type Scope = z.output<typeof Scope>;

const Scopes = z.array(Scope).min(1).max(Scope.options.length);

/** As it can be seen afterwards: without what opens doors. */
export const ApiKey = z.object({
  id: z.uuid(),
  userId: z.uuid(),
  name: z.string(),
  /** How it begins, to know it again. Keys from before this was kept have none. */
  prefix: z.string().optional(),
  /** None: all that its owner may do. */
  scopes: z.array(Scope).optional(),
  status: z.enum(['active', 'expired', 'revoked']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().optional(),
  revokedAt: z.iso.datetime().optional(),
  /** To a few minutes. */
  lastUsedAt: z.iso.datetime().optional(),
  /** The one that has been given out in its place. */
  replacedBy: z.uuid().optional(),
});
export type ApiKey = z.output<typeof ApiKey>;

/** Shown once: when it is made. */
export const ApiKeyWithSecret = ApiKey.extend({ key: z.string() });
export type ApiKeyWithSecret = z.output<typeof ApiKeyWithSecret>;

export const ApiKeyPage = z.object({ items: z.array(ApiKey), nextCursor: z.string().optional() });
export type ApiKeyPage = z.output<typeof ApiKeyPage>;

const Name = z.string().trim().min(1).max(100);

export const NewApiKey = z.strictObject({
  name: Name,
  /** Nothing: those of the key that asks. */
  scopes: Scopes.optional(),
  /** Nothing: for good, or as long as the key that asks. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
});
export type NewApiKey = z.output<typeof NewApiKey>;

/** For somebody, by administrators. */
export const NewApiKeyFor = NewApiKey.extend({ userId: z.uuid() });
export type NewApiKeyFor = z.output<typeof NewApiKeyFor>;

export const ApiKeyChange = z.strictObject({ name: Name });
export type ApiKeyChange = z.output<typeof ApiKeyChange>;

export const ApiKeyRotation = z.strictObject({
  /** So long the old key stays good beside the new one. */
  overlapSeconds: z
    .int()
    .min(0)
    .max(30 * 86_400)
    .default(86_400),
});
export type ApiKeyRotation = z.output<typeof ApiKeyRotation>;
