import { type DynamicModule, Module } from '@nestjs/common';
import { Readiness } from '@polyspool/service/readiness';
import type { ScaleGuardEnv } from './env.js';
import { CostKeeper } from './guard/cost-keeper.js';
import { LookOptions, LookRounds } from './guard/look-rounds.js';
import { WorkerAnswers } from './guard/worker-answers.js';
import { PodApi } from './kubernetes/pod-api.js';

@Module({})
export class AppModule {
  constructor(readiness: Readiness, rounds: LookRounds, answers: WorkerAnswers) {
    readiness.add({ name: 'kubernetes', check: async () => rounds.throwLastFailure() });
    readiness.add({ name: 'workers', check: async () => answers.throwIfNone() });
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
        WorkerAnswers,
        CostKeeper,
        LookRounds,
      ],
    };
  }
}
