import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ArchiveState } from '@polyspool/contracts/records';
import { ArchiveOptions } from './archive-options.js';

/** Where `storage.upload` keeps files for good. */
@ApiTags('records')
@Controller('v1/archive')
export class ArchiveController {
  constructor(private readonly options: ArchiveOptions) {}

  /** Whether there is one: without it nothing can be copied there. */
  @Get()
  @ApiOkResponse({ standardSchema: ArchiveState })
  state(): ArchiveState {
    return { isConfigured: this.options.isConfigured };
  }
}
