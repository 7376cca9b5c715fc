import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Caller } from '@polyspool/access/caller';
import { Me } from '@polyspool/contracts/people';
import { By } from './key-guard.js';

@ApiTags('people')
@Controller('v1/me')
export class MeController {
  @Get()
  @ApiOkResponse({ standardSchema: Me })
  me(@By() { id, name, role, scopes, keyId }: Caller): Me {
    return { id, name, role, ...(scopes && { scopes: [...scopes] }), ...(keyId && { keyId }) };
  }
}
