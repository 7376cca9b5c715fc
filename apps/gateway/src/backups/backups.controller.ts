import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Backup, BackupPage } from '@polyspool/contracts/maintenance';
import { Backups } from '@polyspool/database/backups';
import { ForOperators } from '@polyspool/service/for-operators';
import type { z } from 'zod';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';

/** What lies in storage, newest first. One is made by a job `maintenance.backupDatabase`, and tried out by `maintenance.restoreTest`. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/backups')
export class BackupsController {
  constructor(private readonly backups: Backups) {}

  @Get()
  @ApiOkResponse({ standardSchema: BackupPage })
  async list(@Query({ schema: Page }) { cursor, limit }: z.output<typeof Page>): Promise<BackupPage> {
    return pageOf(await this.backups.list(limit + 1, cursor), limit);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: Backup })
  find(@Param('id', new IdPipe('backup.unknown')) id: string): Promise<Backup> {
    return this.backups.find(id);
  }
}
