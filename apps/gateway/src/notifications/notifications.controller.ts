import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Job } from '@polyspool/contracts/job-status';
import {
  NewNotification,
  notificationJobs,
  NotificationMark,
  NotificationPage,
  recipientsPerPart,
  UnreadCount,
} from '@polyspool/contracts/notifications';
import { InAppNotifications } from '@polyspool/database/in-app-notifications';
import type { Person } from '@polyspool/database/people';
import { ForOperators } from '@polyspool/service/for-operators';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { AuditedStart } from '../audit/audited-start.js';
import { Page, pageOf } from '../http/pages.js';
import { accepted } from '../jobs/jobs.controller.js';
import { type Sender, SentBy, TakesIdempotencyKey } from '../jobs/sent-by.js';
import { SubmitJob } from '../jobs/submit-job.js';

const NotificationFilter = Page.extend({ unread: z.stringbool().optional() });

/** What one was told; and, for operators, what others are told. */
@ApiTags('notifications')
@Controller('v1/notifications')
export class NotificationsController {
  constructor(
    private readonly notifications: InAppNotifications,
    private readonly submitJob: SubmitJob,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: NotificationPage })
  async list(
    @By() { id }: Person,
    @Query({ schema: NotificationFilter }) { cursor, limit, unread }: z.output<typeof NotificationFilter>,
  ): Promise<NotificationPage> {
    const rows = await this.notifications.list(id, { before: cursor, limit: limit + 1, isUnread: unread });
    return { ...pageOf(rows, limit), unread: await this.notifications.unread(id) };
  }

  /** Read, or unread again. */
  @Patch()
  @ApiOkResponse({ standardSchema: UnreadCount })
  async mark(
    @By() { id }: Person,
    @Body({ schema: NotificationMark }) { isRead, ids }: NotificationMark,
  ): Promise<UnreadCount> {
    await this.notifications.mark(id, isRead, ids);
    return { unread: await this.notifications.unread(id) };
  }

  @Post()
  @ForOperators()
  @AuditedStart()
  @HttpCode(202)
  @TakesIdempotencyKey()
  @ApiAcceptedResponse({ standardSchema: Job })
  async send(
    @SentBy() { by, key }: Sender,
    @Body({ schema: NewNotification }) input: NewNotification,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { send, sendBulk } = notificationJobs;
    const { name: type } = input.recipients.length > recipientsPerPart ? sendBulk : send;
    return accepted(reply, await this.submitJob.run(by, { type, input, priority: 'normal' }, key));
  }
}
