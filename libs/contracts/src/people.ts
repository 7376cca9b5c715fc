import { z } from 'zod';

/** A user sees what is theirs; an operator and an administrator see all. */
export const Role = z.enum(['user', 'operator', 'admin']);
export type Role = z.output<typeof Role>;

/** Whose key a request came with. */
export const Me = z.object({ id: z.uuid(), name: z.string(), role: Role });
export type Me = z.output<typeof Me>;
