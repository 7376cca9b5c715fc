import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { RetryResult } from '@polyspool/contracts/queue-status';
import { BulkRuns } from '@polyspool/database/bulk-runs';
import type { LoggedJob } from '@polyspool/database/logged-job';
import type { Person } from '@polyspool/database/people';
import { ForOperators } from '@polyspool/service/for-operators';
import { z } from 'zod';
import { By } from '../access/key-guard.js';
import { Audited } from '../audit/audited.js';
import { AnsweredOnce } from '../http/answered-once.js';
import { LifeLog } from '../jobs/life-log.js';
import { bulkOptions } from '../jobs/retries.controller.js';

const Replay = z.union([
  z.strictObject({ ...bulkOptions, fingerprint: z.string().min(1).max(64) }),
  z.strictObject({ ...bulkOptions, jobIds: z.array(z.uuid()).min(1).max(1_000) }),
  z.strictObject({ ...bulkOptions, all: z.literal(true) }),
]);

/** Dead letters run again: one, those of a kind, or all. Their owners may then have more jobs open than they could submit. */
@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/dead-letters')
export class ReplaysController {
  constructor(
    private readonly bulk: BulkRuns,
    private readonly life: LifeLog,
  ) {}

  @Post('replay')
  @AnsweredOnce()
  @Audited('deadLetter.replay')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: RetryResult })
  async replay(@By() by: Person, @Body({ schema: Replay }) asked: z.output<typeof Replay>): Promise<RetryResult> {
    const { dryRun, perSecond, ...choice } = asked;
    const onBegun = (jobs: readonly LoggedJob[]) => jobs.forEach((job) => this.life.enqueued(job));
    const result = await this.bulk.replay(choice, { dryRun, perSecond, onBegun });
    if (!dryRun) this.life.log.info({ ...result, userId: by.id }, 'Dead letters replayed');
    return result;
  }
}
