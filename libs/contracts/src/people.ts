import { z } from 'zod';
import { Scope } from './api-keys.js';

/** A user sees what is theirs; an operator and an administrator see all. */
export const Role = z.enum(['user', 'operator', 'admin']);
export type Role = z.output<typeof Role>;

/** Whose key a request came with. */
export const Me = z.object({
  id: z.uuid(),
  name: z.string(),
  role: Role,
  /** What this key may be used for; none: all that the role allows. */
  scopes: z.array(Scope).optional(),
  /** Which key it is; none where it was a token. */
  keyId: z.uuid().optional(),
});
export type Me = z.output<typeof Me>;

/** Somebody, as administrators see them. */
export const Account = z.object({
  id: z.uuid(),
  name: z.string(),
  role: Role,
  /** They come by another house's sign-in (OpenID Connect): which one, and what they are called there. */
  signIn: z.object({ issuer: z.string(), subject: z.string() }).optional(),
  /** Keys that open something now. */
  activeKeys: z.int().nonnegative(),
  lastUsedAt: z.iso.datetime().optional(),
  createdAt: z.iso.datetime(),
  /** Since then nothing of theirs opens anything. */
  disabledAt: z.iso.datetime().optional(),
});
export type Account = z.output<typeof Account>;

export const AccountPage = z.object({ items: z.array(Account), nextCursor: z.string().optional() });
export type AccountPage = z.output<typeof AccountPage>;

const Name = z.string().trim().min(1).max(200);

export const NewAccount = z.strictObject({ name: Name, role: Role.default('user') });
export type NewAccount = z.output<typeof NewAccount>;

export const AccountChange = z.strictObject({ name: Name, role: Role, disabled: z.boolean() }).partial();
export type AccountChange = z.output<typeof AccountChange>;
