import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Me } from '@polyspool/contracts/people';
import type { Person } from '@polyspool/database/people';
import { By } from './key-guard.js';

@ApiTags('people')
@Controller('v1/me')
export class MeController {
  @Get()
  @ApiOkResponse({ standardSchema: Me })
  me(@By() { id, name, role }: Person): Me {
    return { id, name, role };
  }
}
