import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Person } from '@polyspool/database/people';
import { By } from './key-guard.js';

@ApiTags('people')
@Controller('v1/me')
export class MeController {
  @Get()
  me(@By() { id, name, role }: Person) {
    return { id, name, role };
  }
}
