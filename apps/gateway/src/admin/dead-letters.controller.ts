import { Controller, Delete, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { DeadLetterPage, Purged } from '@polyspool/contracts/dead-letters';
import { JobPage } from '@polyspool/contracts/job-status';
import { DeadLetters } from '@polyspool/database/dead-letters';
import type { Person } from '@polyspool/database/people';
import { ForOperators } from '@polyspool/service/for-operators';
import { Logger } from '@polyspool/service/logger';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { Page, pageOf } from '../http/pages.js';

/** The last group of the page before: when its newest letter came, and which it is. */
const GroupPage = Page.extend({
  cursor: z
    .base64url()
    .transform((text) => Buffer.from(text, 'base64url').toString('utf8').split(' '))
    .pipe(z.tuple([z.iso.datetime().transform((text) => new Date(text)), z.string()], 'Not a cursor of this list'))
    .optional(),
});
const Purge = z.strictObject({
  fingerprint: z.string().max(64).optional(),
  olderThanDays: z.coerce.number().min(0).max(10_000).optional(),
  dryRun: z.stringbool().default(false),
});

/** Jobs that have failed for good, alike ones together. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly letters: DeadLetters,
    private readonly log: Logger,
  ) {}

  /** Those with the newest letter first. */
  @Get()
  @ApiOkResponse({ standardSchema: DeadLetterPage })
  async groups(@Query({ schema: GroupPage }) { cursor, limit }: z.output<typeof GroupPage>): Promise<DeadLetterPage> {
    const before = cursor && { lastAt: cursor[0], fingerprint: cursor[1] };
    const found = await this.letters.groups(limit + 1, before);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    if (found.length <= limit || !last) return { items };
    return { items, nextCursor: Buffer.from(`${last.lastAt} ${last.fingerprint}`).toString('base64url') };
  }

  /** The jobs of a group, newest first. */
  @Get(':fingerprint')
  @ApiOkResponse({ standardSchema: JobPage })
  async jobs(
    @Param('fingerprint') fingerprint: string,
    @Query({ schema: Page }) { cursor, limit }: z.output<typeof Page>,
  ): Promise<JobPage> {
    return pageOf(await this.letters.jobs(fingerprint, limit + 1, cursor), limit);
  }

  /** Takes the letters away, not their jobs. */
  @Delete()
  @Audited('deadLetter.purge')
  @ApiOkResponse({ standardSchema: Purged })
  async purge(
    @By() by: Person,
    @Query({ schema: Purge }) { dryRun, ...filter }: z.output<typeof Purge>,
  ): Promise<Purged> {
    const matched = await this.letters.purge(filter, dryRun);
    if (!dryRun) this.log.info({ ...filter, matched, by: by.id }, 'Dead letters purged');
    return { matched, dryRun };
  }
}
