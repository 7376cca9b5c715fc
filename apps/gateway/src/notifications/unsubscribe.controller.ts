import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { defaultChannels } from '@polyspool/contracts/notifications';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { type Unsubscription, UnsubscribeLinks } from '@polyspool/messengers/mail/unsubscribe-links';
import { phrasesIn } from '@polyspool/messengers/templates/phrases';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { FastifyReply } from 'fastify';
import { AnswersPage, type LinkToken, OfLink } from './mailed-link.js';
import { answerPage } from './small-page.js';

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
  @AnswersPage()
  async ask(@OfLink() { token }: LinkToken, @Res({ passthrough: true }) reply: FastifyReply) {
    const { language, unsubscribePage } = await this.#phrasesFor(this.#read(token));
    const { title, question: text, confirm: button } = unsubscribePage;
    return answerPage(reply, { language, title, text, button });
  }

  /** By the button, or by the mail program itself (RFC 8058). */
  @Post()
  @HttpCode(200)
  @AnswersPage()
  async unsubscribe(@OfLink() { token }: LinkToken, @Res({ passthrough: true }) reply: FastifyReply) {
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
