import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { NotificationPreferences } from '@polyspool/contracts/notifications';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import type { Person } from '@polyspool/database/people';
import { By } from '../access/key-guard.js';

/** How one wants to be told of things. */
@ApiTags('notifications')
@Controller('v1/me/notification-preferences')
export class PreferencesController {
  constructor(private readonly contacts: ContactPreferences) {}

  @Get()
  @ApiOkResponse({ standardSchema: NotificationPreferences })
  show(@By() { id }: Person): Promise<NotificationPreferences> {
    return this.contacts.of(id);
  }

  /** All of them: what is not said is as if it had never been. */
  @Put()
  @ApiOkResponse({ standardSchema: NotificationPreferences })
  async set(
    @By() { id }: Person,
    @Body({ schema: NotificationPreferences }) preferences: NotificationPreferences,
  ): Promise<NotificationPreferences> {
    await this.contacts.set(id, preferences);
    return preferences;
  }
}
