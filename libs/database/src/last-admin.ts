import { gdprJobs } from '@polyspool/contracts/reports';
import { isActive } from './api-keys.js';
import type { Statements } from './database.js';

/**
 * Without whom nobody could administer the platform any more. Who cannot come in does not count, nor who is being erased.
 */
export async function isLastAdmin(statements: Statements, userId: string): Promise<boolean> {
  const [row] = await statements.query<{ isLast: boolean }>(
    `SELECT role = 'admin' AND NOT EXISTS (
       SELECT 1 FROM users other WHERE other.role = 'admin' AND other.id <> $1 AND other.disabled_at IS NULL
         AND (other.issuer IS NOT NULL OR EXISTS (SELECT 1 FROM api_keys k WHERE k.user_id = other.id AND ${isActive}))
         AND NOT EXISTS (SELECT 1 FROM jobs WHERE type = $2 AND finished_at IS NULL AND input ->> 'userId' = other.id::text)
     ) AS "isLast" FROM users WHERE id = $1`,
    [userId, gdprJobs.erase.name],
  );
  return row?.isLast ?? false;
}
