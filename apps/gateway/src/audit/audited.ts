import { SetMetadata } from '@nestjs/common';
import type { NewAuditEntry } from '@polyspool/database/audit-log';
import type { Person } from '@polyspool/database/people';

export const auditedAs = 'audited as';

/** What is written down of it instead of what was asked for; nothing where there is nothing to say. */
export type Said = (by: Person, answer: unknown) => Pick<NewAuditEntry, 'subject' | 'detail'> | undefined;

export interface AuditMark {
  readonly action: string;
  readonly said?: Said | undefined;
}

/** What a route does is written into the audit log, `<subject>.<verb>`, once it has been done; a dry run is not. */
export const Audited = (action: string, said?: Said) => SetMetadata(auditedAs, { action, said } satisfies AuditMark);
