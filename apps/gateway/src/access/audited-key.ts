import { ApiKey } from '@polyspool/contracts/api-keys';
import { Audited } from '../audit/audited.js';

/** Which key, of whom, and what it may open: never the key itself. */
export const AuditedKey = (action: string) =>
  Audited(action, (_by, answer) => {
    const { id, userId, name, scopes, expiresAt } = ApiKey.parse(answer);
    return { subject: id, detail: { userId, name, scopes: scopes ?? 'all', ...(expiresAt && { expiresAt }) } };
  });
