import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { engineNames } from '@polyspool/contracts/engines';
import { EngineList } from '@polyspool/contracts/fleet';
import { EngineStates } from '@polyspool/database/engine-states';
import { ForOperators } from '@polyspool/service/for-operators';

@ApiTags('admin')
@ForOperators()
@Controller('v1/admin/engines')
export class EnginesController {
  constructor(private readonly states: EngineStates) {}

  @Get()
  @ApiOkResponse({ standardSchema: EngineList })
  async list(): Promise<EngineList> {
    const known = new Map((await this.states.all()).map((engine) => [engine.name, engine]));
    const items = engineNames.map((name) => {
      const { state = 'unknown', sinceMs, retryAtMs, detail } = known.get(name) ?? {};
      return { name, state, since: isoOf(sinceMs), retryAt: isoOf(retryAtMs), detail: detail ?? undefined } as const;
    });
    return { items };
  }
}

const isoOf = (ms: number | null | undefined) => (ms ? new Date(ms).toISOString() : undefined);
