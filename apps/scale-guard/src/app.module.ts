import { type DynamicModule, Module } from '@nestjs/common';
import { Readiness } from '@polyspool/service/readiness';
import type { ScaleGuardEnv } from './env.js';
import { CostKeeper } from './guard/cost-keeper.js';
import { LookOptions, Rounds } from './guard/rounds.js';
import { PodApi } from './kubernetes/pod-api.js';

@Module({})
export class AppModule {
  constructor(readiness: Readiness, rounds: Rounds) {
    readiness.add({ name: 'kubernetes', check: async () => rounds.throwLastFailure() });
  }

  static forRoot(env: ScaleGuardEnv): DynamicModule {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = env;
    const api = new PodApi({
      url: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
      folder: env.SERVICE_ACCOUNT_FOLDER,
      selector: env.WORKER_SELECTOR,
    });
    return {
      module: AppModule,
      providers: [
        { provide: PodApi, useValue: api },
        { provide: LookOptions, useValue: { everyMs: env.LOOK_EVERY_S * 1_000 } satisfies LookOptions },
        CostKeeper,
        Rounds,
      ],
    };
  }
}
