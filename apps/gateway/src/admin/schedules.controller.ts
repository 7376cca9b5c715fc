import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  NewSchedule,
  PreviewRequest,
  Schedule,
  ScheduleChange,
  ScheduleList,
  SchedulePreview,
} from '@polyspool/contracts/schedules';
import { AuditLog } from '@polyspool/database/audit-log';
import { nextTime } from '@polyspool/database/next-time';
import { Schedules } from '@polyspool/database/schedules';
import type { Person } from '@polyspool/database/people';
import { ForOperators } from '@polyspool/service/for-operators';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { detailOf } from '../audit/detail-of.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { checkSchedule } from './check-schedule.js';

const previewedTimes = 4;

const Removal = z.strictObject({ dryRun: z.stringbool().default(false) });

@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: Schedules,
    private readonly audit: AuditLog,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ScheduleList })
  async list() {
    return { items: await this.schedules.list() };
  }

  @Post()
  @AnsweredOnce()
  @Audited('schedule.add')
  @HttpCode(201)
  @ApiCreatedResponse({ standardSchema: Schedule })
  async add(@Body({ schema: NewSchedule }) asked: NewSchedule, @Res({ passthrough: true }) reply: FastifyReply) {
    checkSchedule(asked.type, asked.input);
    const schedule = await this.schedules.add(asked);
    reply.header('location', `/v1/admin/schedules/${schedule.name}`);
    return schedule;
  }

  /** When a cron expression would come next; nothing is kept. One with `H` differs by the name of the schedule. */
  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: SchedulePreview })
  preview(@Body({ schema: PreviewRequest }) { cron }: PreviewRequest): SchedulePreview {
    const times: Date[] = [];
    for (let count = 0; count < previewedTimes; count++) times.push(nextTime(cron, times.at(-1) ?? new Date()));
    return { times: times.map((time) => time.toISOString()) };
  }

  @Get(':name')
  @ApiOkResponse({ standardSchema: Schedule })
  find(@Param('name') name: string) {
    return this.schedules.find(name);
  }

  @Patch(':name')
  @ApiOkResponse({ standardSchema: Schedule })
  async change(
    @By() { id, role }: Person,
    @Param('name') name: string,
    @Body({ schema: ScheduleChange }) change: ScheduleChange,
  ) {
    if (change.input) checkSchedule((await this.schedules.find(name)).type, change.input);
    const entry = { actor: { id, role }, action: 'schedule.change', subject: name, detail: detailOf(change) };
    return this.schedules.change(name, change, (tx) => this.audit.add(tx, entry));
  }

  /** Answers what is removed, or with `dryRun` would be. One of the platform comes back with the next start: disable it. */
  @Delete(':name')
  @Audited('schedule.remove')
  @ApiOkResponse({ standardSchema: Schedule })
  remove(@Param('name') name: string, @Query({ schema: Removal }) { dryRun }: z.output<typeof Removal>) {
    return dryRun ? this.schedules.find(name) : this.schedules.remove(name);
  }
}
