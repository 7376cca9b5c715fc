import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { NotificationPreferences, WantedPreferences } from '@polyspool/contracts/notifications';
import { AddressChecks } from '@polyspool/database/address-checks';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import type { Person } from '@polyspool/database/people';
import { addressHash } from '@polyspool/messengers/mail/unsubscribe-links';
import { By } from '../access/key-guard.js';

/** How one wants to be told of things. */
@ApiTags('notifications')
@Controller('v1/me/notification-preferences')
export class PreferencesController {
  constructor(
    private readonly contacts: ContactPreferences,
    private readonly checks: AddressChecks,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: NotificationPreferences })
  show(@By() { id }: Person): Promise<NotificationPreferences> {
    return this.contacts.of(id);
  }

  /**
   * All of them: what is not said is as if it had never been, but for the number of the phone. To another address goes a mail with a link: it counts when that
   * was opened and the question on its page answered.
   */
  @Put()
  @ApiOkResponse({ standardSchema: NotificationPreferences })
  async set(
    @By() { id }: Person,
    @Body({ schema: WantedPreferences }) preferences: WantedPreferences,
  ): Promise<NotificationPreferences> {
    const { before, now } = await this.contacts.set(id, preferences);
    const { email, emailVerified } = now;
    const isNew = email?.toLowerCase() !== before.email?.toLowerCase();
    if (email === undefined || !isNew || emailVerified) return now;
    return { ...now, confirmationMail: await this.#askOnce(id, email) };
  }

  /** Once more, at most three times an hour. */
  @Post('confirm-email')
  @HttpCode(202)
  @ApiAcceptedResponse({ standardSchema: NotificationPreferences })
  async askAgain(@By() { id }: Person): Promise<NotificationPreferences> {
    const preferences = await this.contacts.of(id);
    const { email, emailVerified } = preferences;
    if (email === undefined || emailVerified) {
      throw new AppError('email.nothingToConfirm', email === undefined ? 'None is set' : 'It is confirmed already');
    }
    await this.checks.ask(id, addressHash(email));
    return preferences;
  }

  /** What they want is kept also where no mail goes out for now: `confirm-email` says why, and asks later. */
  async #askOnce(userId: string, email: string) {
    try {
      await this.checks.ask(userId, addressHash(email));
      return 'onItsWay';
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'quota.addressChecks') throw error;
      return 'notNow';
    }
  }
}
