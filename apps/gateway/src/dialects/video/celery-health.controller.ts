import { Get } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Workers } from '@polyspool/database/workers';
import { OpenToAll } from '@polyspool/service/open-to-all';
import { z } from 'zod';
import { Dialect, SucceededBy } from '../dialect.js';

const CeleryHealth = z.discriminatedUnion('status', [
  z.object({ status: z.literal('healthy'), workers: z.int(), active_tasks: z.int() }),
  z.object({ status: z.literal('unhealthy'), message: z.string() }),
]);
type CeleryHealth = z.output<typeof CeleryHealth>;

/** As it was: 200 also where no worker lives. Probes that go by the status ask `/health/workers`. */
@Dialect('health/celery')
export class CeleryHealthController {
  constructor(private readonly workers: Workers) {}

  @Get()
  @OpenToAll()
  @SucceededBy('/health/workers', { summary: 'Whether workers live' })
  @ApiOkResponse({ standardSchema: CeleryHealth })
  async find(): Promise<CeleryHealth> {
    const workers = await this.workers.live();
    if (!workers.length) return { status: 'unhealthy', message: 'No active workers' };
    const active = workers.reduce((sum, worker) => sum + worker.active, 0);
    return { status: 'healthy', workers: workers.length, active_tasks: active };
  }
}
