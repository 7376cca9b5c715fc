import type { Statements } from './database.js';

/** Owns what the platform does of itself. It has no key, so nobody comes as it. */
export const systemUserId = '00000000-0000-7000-8000-000000000000';

export async function ensureSystemUser(statements: Statements) {
  await statements.execute(
    `INSERT INTO users (id, name, role) VALUES ($1, 'Polyspool', 'operator') ON CONFLICT (id) DO NOTHING`,
    [systemUserId],
  );
}
