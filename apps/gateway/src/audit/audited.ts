import { SetMetadata } from '@nestjs/common';

export const auditedAs = 'audited as';

/** What a route does is written into the audit log, `<subject>.<verb>`, once it has been done; a dry run is not. */
export const Audited = (action: string) => SetMetadata(auditedAs, action);
