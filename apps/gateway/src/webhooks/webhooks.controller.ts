import { Body, Controller, Delete, Get, Header, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { NewWebhook, Webhook, WebhookChange, WebhookPage, WebhookWithSecret } from '@polyspool/contracts/webhooks';
import type { Person } from '@polyspool/database/people';
import { Webhooks } from '@polyspool/database/webhooks';
import { Networks } from '@polyspool/messengers/webhook/networks';
import { webhookTarget } from '@polyspool/messengers/webhook/webhook-target';
import type { FastifyReply } from 'fastify';
import { v7 } from 'uuid';
import type { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { IdPipe } from '../http/id-pipe.js';
import { Page, pageOf } from '../http/pages.js';
import { NewSecret } from './new-secret.js';

export const WebhookId = () => Param('id', new IdPipe('webhook.unknown'));

/**
 * Addresses that are told of the ends of one's jobs, by Standard Webhooks. Only one's own, also for administrators: they
 * hear of one's own jobs.
 */
@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly secrets: NewSecret,
    private readonly networks: Networks,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: WebhookPage })
  async list(@By() by: Person, @Query({ schema: Page }) { cursor, limit }: z.output<typeof Page>) {
    return pageOf(await this.webhooks.list(by.id, { before: cursor, limit: limit + 1 }), limit);
  }

  /** The secret is shown here and not again. */
  @Post()
  @AnsweredOnce({ except: ['secret'] })
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  @ApiCreatedResponse({ standardSchema: WebhookWithSecret })
  async add(
    @By() by: Person,
    @Body({ schema: NewWebhook }) asked: NewWebhook,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookWithSecret> {
    webhookTarget(asked.url, this.networks);
    const id = v7();
    const { secret, sealed } = this.secrets.make(id);
    const webhook = await this.webhooks.add(by.id, { ...asked, id, secret: sealed });
    reply.header('location', `/v1/webhooks/${id}`);
    return { ...webhook, secret };
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: Webhook })
  find(@By() by: Person, @WebhookId() id: string): Promise<Webhook> {
    return this.webhooks.find(by.id, id);
  }

  /** Switched on again, it is tried anew; what was not sent meanwhile can be sent again. */
  @Patch(':id')
  @ApiOkResponse({ standardSchema: Webhook })
  async change(
    @By() by: Person,
    @WebhookId() id: string,
    @Body({ schema: WebhookChange }) change: WebhookChange,
  ): Promise<Webhook> {
    if (change.url !== undefined) webhookTarget(change.url, this.networks);
    return this.webhooks.change(by.id, id, change);
  }

  /** With all that was to be sent to it. */
  @Delete(':id')
  @Audited('webhook.delete')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(@By() by: Person, @WebhookId() id: string) {
    return this.webhooks.remove(by.id, id);
  }

  /** A new secret; for 24 hours deliveries are signed by the one before it too. */
  @Post(':id/rotate')
  @AnsweredOnce({ except: ['secret'] })
  @Audited('webhook.rotate')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOkResponse({ standardSchema: WebhookWithSecret })
  async rotate(@By() by: Person, @WebhookId() id: string): Promise<WebhookWithSecret> {
    const { secret, sealed } = this.secrets.make(id);
    return { ...(await this.webhooks.rotate(by.id, { id, secret: sealed })), secret };
  }
}
