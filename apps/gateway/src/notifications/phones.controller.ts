import { Body, Controller, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { PhoneOfPerson } from '@polyspool/contracts/notifications';
import { AuditLog } from '@polyspool/database/audit-log';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import type { Person } from '@polyspool/database/people';
import { ForOperators } from '@polyspool/service/for-operators';
import { By } from '../access/key-guard.js';
import { IdPipe } from '../http/id-pipe.js';

/** Text messages cost money, and go to whoever has the phone: numbers are set by operators, who know whose they are. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/users/:id/phone')
export class PhonesController {
  constructor(
    private readonly contacts: ContactPreferences,
    private readonly audit: AuditLog,
  ) {}

  /** Without a number: none any more. */
  @Put()
  @HttpCode(204)
  @ApiNoContentResponse()
  async set(
    @By() { id: actorId, role }: Person,
    @Param('id', new IdPipe('person.unknown')) id: string,
    @Body({ schema: PhoneOfPerson }) { phone }: PhoneOfPerson,
  ): Promise<void> {
    await this.contacts.setPhone(id, phone);
    // That it was done, and not the number: what is written down outlives the person.
    const detail = { isSet: phone !== undefined };
    await this.audit.note({ actor: { id: actorId, role }, action: 'person.phone', subject: id, detail });
  }
}
