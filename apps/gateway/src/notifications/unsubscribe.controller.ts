import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { defaultChannels } from '@polyspool/contracts/notifications';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { type Unsubscription, UnsubscribeLinks } from '@polyspool/messengers/mail/unsubscribe-links';
import { phrasesIn } from '@polyspool/messengers/templates/phrases';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { answerPage } from './small-page.js';

const Token = z.strictObject({ token: z.string().max(1_000) });

/** Behind the link in each mail. What only looks at it (mail programs, virus scanners) changes nothing. */
@ApiTags('notifications')
@OpenToAll()
@Controller('v1/unsubscribe')
export class UnsubscribeController {
  constructor(
    private readonly links: UnsubscribeLinks,
    private readonly contacts: ContactPreferences,
  ) {}

  /** A page with a button. */
  @Get()
  @ApiOkResponse({ description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } })
  async ask(
    @Query({ schema: Token }) { token }: z.output<typeof Token>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { language, unsubscribePage } = await this.#phrasesFor(this.#read(token));
    const { title, question: text, confirm: button } = unsubscribePage;
    return answerPage(reply, { language, title, text, button });
  }

  /** By the button, or by the mail program itself (RFC 8058). */
  @Post()
  @HttpCode(200)
  @ApiOkResponse({ description: 'A page', content: { 'text/html': { schema: { type: 'string' } } } })
  async unsubscribe(
    @Query({ schema: Token }) { token }: z.output<typeof Token>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const unsubscription = this.#read(token);
    const { topic } = unsubscription;
    if ('userId' in unsubscription) {
      await this.contacts.unsubscribe(unsubscription.userId, topic, defaultChannels[topic]);
    } else {
      await this.contacts.unsubscribeAddress(unsubscription.addressHash, topic);
    }
    const { language, unsubscribePage } = await this.#phrasesFor(unsubscription);
    return answerPage(reply, { language, title: unsubscribePage.title, text: unsubscribePage.done });
  }

  #read(token: string) {
    const unsubscription = this.links.read(token);
    if (unsubscription) return unsubscription;
    throw new AppError('auth.invalid', 'This link is not valid');
  }

  async #phrasesFor(unsubscription: Unsubscription) {
    return phrasesIn('userId' in unsubscription ? (await this.contacts.of(unsubscription.userId)).language : 'en');
  }
}
