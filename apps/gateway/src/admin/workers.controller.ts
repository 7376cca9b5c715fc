import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { queueNames } from '@polyspool/contracts/catalogue';
import { WorkerList, WorkersHealth } from '@polyspool/contracts/fleet';
import { slotsOf, Workers } from '@polyspool/database/workers';
import { ForOperators } from '@polyspool/service/for-operators';
import { OpenToAll } from '@polyspool/service/open-to-all';
import type { FastifyReply } from 'fastify';

@ApiTags('admin')
@Controller()
export class WorkersController {
  constructor(private readonly workers: Workers) {}

  @Get('v1/admin/workers')
  @ForOperators()
  @ApiOkResponse({ standardSchema: WorkerList })
  async list(): Promise<WorkerList> {
    const workers = await this.workers.live();
    return {
      items: workers.map(({ startedAt, seenAt, ...worker }) => ({
        ...worker,
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
      })),
    };
  }

  /** 503 while no worker is alive: jobs are accepted, and wait. */
  @Get('health/workers')
  @OpenToAll()
  @ApiOkResponse({ standardSchema: WorkersHealth })
  @ApiServiceUnavailableResponse({ standardSchema: WorkersHealth })
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<WorkersHealth> {
    const workers = await this.workers.live();
    const slots = slotsOf(workers);
    const facts = {
      workers: workers.length,
      activeTasks: workers.reduce((sum, { active }) => sum + active, 0),
      slots: Object.fromEntries(slots),
      unserved: queueNames.filter((queue) => !slots.has(queue)),
    };
    if (workers.length) return { status: 'healthy', ...facts };
    reply.code(503);
    return { status: 'unhealthy', message: 'No active workers', ...facts };
  }
}
