import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { WebhookDelivery, WebhookDeliveryPage } from '@polyspool/contracts/webhooks';
import type { Person } from '@polyspool/database/people';
import { WebhookDeliveries } from '@polyspool/database/webhook-deliveries';
import type { z } from 'zod';
import { By } from '../access/key-guard.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';
import { WebhookId } from './webhooks.controller.js';

const DeliveryFilter = Page.extend({ status: WebhookDelivery.shape.status.optional() });
const DeliveryId = () => Param('deliveryId', new IdPipe('webhook.deliveryUnknown'));

/** What a webhook has been sent in the last 30 days, with each attempt and what was answered. */
@ApiTags('webhooks')
@Controller('v1/webhooks/:id')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @Get('deliveries')
  @ApiOkResponse({ standardSchema: WebhookDeliveryPage })
  async list(
    @By() by: Person,
    @WebhookId() id: string,
    @Query({ schema: DeliveryFilter }) { cursor, limit, status }: z.output<typeof DeliveryFilter>,
  ) {
    const filter = { before: cursor, status, limit: limit + 1 };
    return pageOf(await this.deliveries.list({ userId: by.id, webhookId: id }, filter), limit);
  }

  /** An event `webhook.test`, tried once, also where the webhook is switched off. */
  @Post('test')
  @AnsweredOnce()
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: WebhookDelivery })
  test(@By() by: Person, @WebhookId() id: string): Promise<WebhookDelivery> {
    return this.deliveries.test({ userId: by.id, webhookId: id });
  }

  /** The same event once more, with the same `webhook-id`: a receiver that has it already can tell. */
  @Post('deliveries/:deliveryId/resend')
  @AnsweredOnce()
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: WebhookDelivery })
  resend(@By() by: Person, @WebhookId() id: string, @DeliveryId() deliveryId: string): Promise<WebhookDelivery> {
    return this.deliveries.resend({ userId: by.id, webhookId: id }, deliveryId);
  }
}
