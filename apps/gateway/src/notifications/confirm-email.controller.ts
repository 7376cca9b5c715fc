import { Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { ConfirmationLinks } from '@polyspool/messengers/mail/confirmation-links';
import { addressHash } from '@polyspool/messengers/mail/unsubscribe-links';
import { phrasesIn } from '@polyspool/messengers/templates/phrases';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { FastifyReply } from 'fastify';
import { AnswersPage, AnswersPageOfOldLinks, type LinkToken, OfLink } from './mailed-link.js';
import { answerPage } from './small-page.js';

/** Behind the link in the mail that asks whether an address is theirs. What only looks at it (virus scanners) confirms nothing. */
@ApiTags('notifications')
@OpenToAll()
@Controller('v1/confirm-email')
export class ConfirmEmailController {
  constructor(
    private readonly links: ConfirmationLinks,
    private readonly contacts: ContactPreferences,
  ) {}

  /** A page with a button. */
  @Get()
  @AnswersPage()
  @AnswersPageOfOldLinks()
  async ask(@OfLink() { token }: LinkToken, @Res({ passthrough: true }) reply: FastifyReply) {
    const named = await this.#named(token);
    if (!named) return invalid(reply);
    const { language, confirmationPage } = phrasesIn(named.language);
    const { title, question: text, confirm: button } = confirmationPage;
    return answerPage(reply, { language, title, text, button });
  }

  /** By the button. */
  @Post()
  @HttpCode(200)
  @AnswersPage()
  @AnswersPageOfOldLinks()
  async confirm(@OfLink() { token }: LinkToken, @Res({ passthrough: true }) reply: FastifyReply) {
    const named = await this.#named(token);
    if (!named || !(await this.contacts.confirmEmail(named.userId, named.email))) return invalid(reply);
    const { language, confirmationPage } = phrasesIn(named.language);
    return answerPage(reply, { language, title: confirmationPage.title, text: confirmationPage.done });
  }

  /** Whose address it is to be; nothing where they have named another one since. */
  async #named(token: string) {
    const confirmation = this.links.read(token);
    if (!confirmation) return undefined;
    const { userId, addressHash: asked } = confirmation;
    const { email, language } = await this.contacts.of(userId);
    return email !== undefined && addressHash(email) === asked ? { userId, email, language } : undefined;
  }
}

/** Nobody knows in which language they read. */
function invalid(reply: FastifyReply) {
  const { language, confirmationPage } = phrasesIn('en');
  reply.status(410);
  return answerPage(reply, { language, title: confirmationPage.title, text: confirmationPage.invalid });
}
