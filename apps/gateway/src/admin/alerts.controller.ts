import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Alert, AlertPage } from '@polyspool/contracts/dead-letters';
import { Alerts } from '@polyspool/database/alerts';
import { ForOperators } from '@polyspool/service/for-operators';
import { z } from 'zod';
import { Audited } from '../audit/audited.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';

const AlertFilter = Page.extend({ seen: z.stringbool().optional() });

/** What somebody on call should know. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/alerts')
export class AlertsController {
  constructor(private readonly alerts: Alerts) {}

  @Get()
  @ApiOkResponse({ standardSchema: AlertPage })
  async list(
    @Query({ schema: AlertFilter }) { cursor, limit, seen }: z.output<typeof AlertFilter>,
  ): Promise<AlertPage> {
    return pageOf(await this.alerts.list(limit + 1, { before: cursor, isSeen: seen }), limit);
  }

  @Post(':id/seen')
  @Audited('alert.see')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: Alert })
  async see(@Param('id', new IdPipe('alert.unknown')) id: string): Promise<Alert> {
    return this.alerts.see(id);
  }
}
