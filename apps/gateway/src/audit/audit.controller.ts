import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AuditPage } from '@polyspool/contracts/audit';
import { AuditLog } from '@polyspool/database/audit-log';
import { ForOperators } from '@polyspool/service/for-operators';
import { z } from 'zod';
import { Page, pageOf } from '../http/pages.js';

const AuditFilter = Page.extend({
  actorId: z.uuid().optional(),
  /** For example `queue.purge`. */
  action: z.string().max(100).optional(),
  subject: z.string().max(300).optional(),
});

/** Who did what, newest first. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/audit')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  @Get()
  @ApiOkResponse({ standardSchema: AuditPage })
  async list(
    @Query({ schema: AuditFilter }) { cursor, limit, ...filter }: z.output<typeof AuditFilter>,
  ): Promise<AuditPage> {
    return pageOf(await this.audit.list(limit + 1, { ...filter, before: cursor }), limit);
  }
}
