import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { ownPackage } from '@polyspool/service/own-package';
import { Readiness } from '@polyspool/service/readiness';
import { type RedisSettings, redisTopologyOf } from '@polyspool/service/redis-topology';
import { ServiceFacts } from '@polyspool/service/service-facts';
import { Storage } from '@polyspool/storage/storage';
import { callLimitsOf } from './engines/engine-env.js';
import type { EngineProbe, EngineProbes } from './engines/engine-prober.js';
import type { JobHandler } from './job-handler.js';
import { type HostedQueue, JobHost } from './job-host.js';
import type { Route } from './job-runner.js';
import type { EncryptionKeys } from './packing/encryption-keys.js';
import type { ProvenanceSigner } from './provenance/provenance-signer.js';
import { laneConcurrency, limitsOf, queueSettings } from './queue-env.js';
import type { ServedQueue } from './serve-queue.js';
import { workerGauges } from './worker-gauges.js';

export interface WorkerModuleOptions {
  /** The environment as read with `queueEnv`. */
  readonly env: Readonly<Record<string, unknown>> &
    RedisSettings & {
      readonly QUEUE_PREFIX: string;
      readonly QUEUES?: readonly string[] | undefined;
      readonly SHUTDOWN_GRACE_S: number;
      readonly ENCRYPTION_KEYS?: EncryptionKeys | undefined;
      readonly PROVENANCE_KEY?: ProvenanceSigner | undefined;
      readonly MAX_RSS_MB?: number | undefined;
    };
  readonly serves: readonly ServedQueue[];
  /** Of each engine that the jobs name, and of those that they may choose. */
  readonly probes?: readonly Type<EngineProbe | EngineProbes>[];
}

/** A process that serves queues. Handlers get their ports from the importing module's global providers. */
@Module({})
export class WorkerModule {
  constructor(host: JobHost, facts: ServiceFacts, readiness: Readiness, metrics: Metrics) {
    workerGauges(metrics, host);
    facts.add(factsOf(host.options.queues));
    readiness.add({ name: 'redis', check: () => host.check() });
  }

  static forRoot({ env, serves, probes = [] }: WorkerModuleOptions): DynamicModule {
    const chosen = serves.filter((served) => namesOf(served, env).length > 0);
    const classes = chosen.flatMap(({ handlers }) => [...handlers.values()]);
    return {
      module: WorkerModule,
      providers: [
        ...classes,
        ...probes,
        {
          provide: JobHost,
          inject: [Storage, Logger, Readiness, Metrics, ...classes, ...probes],
          useFactory: (...[storage, log, readiness, metrics, ...made]: HostParts) => {
            const handlers = made.slice(0, classes.length) as Handler[];
            const given = made.slice(classes.length) as (EngineProbe | EngineProbes)[];
            const looks = given.flatMap((each) => ('probes' in each ? each.probes : [each]));
            const handlerOf = (type: Type<Handler>) => handlers[classes.indexOf(type)]!;
            const queues = chosen.flatMap((queue) => hosted(queue, handlerOf, env));
            refuseUnprobed(queues, looks);
            const engines = { callLimits: callLimitsOf(env), probes: looks, keys: env.ENCRYPTION_KEYS, metrics };
            const signer = env.PROVENANCE_KEY;
            const common = { name: ownPackage().name, prefix: env.QUEUE_PREFIX, ...lifeOf(env) };
            return new JobHost(
              {
                ...redisTopologyOf(env),
                ...common,
                ...engines,
                signer,
                queues,
                onRetired,
                onDraining: () => readiness.stop(),
              },
              storage,
              log,
            );
          },
        },
      ],
      exports: [JobHost],
    };
  }
}

/** As if somebody had sent SIGTERM: an orderly end, and whoever supervises the process starts a new one. */
const onRetired = () => void process.kill(process.pid, 'SIGTERM');

type Handler = JobHandler<JobContract>;
type HostParts = [Storage, Logger, Readiness, Metrics, ...(Handler | EngineProbe | EngineProbes)[]];

const factsOf = (queues: readonly HostedQueue[]) => ({
  queues: queues.map(({ name }) => name),
  jobKinds: [...new Set(queues.flatMap(({ routes }) => [...routes.keys()]))],
  slots: Object.fromEntries(queues.map(({ name, concurrency }) => [name, concurrency])),
});

/** What opens a breaker must be able to close it again. */
function refuseUnprobed(queues: readonly HostedQueue[], probes: readonly EngineProbe[]) {
  const named = queues.flatMap(({ routes }) => [...routes.values()].flatMap(({ contract }) => contract.engines ?? []));
  const without = named.find((engine) => !probes.some(({ name }) => name === engine));
  if (without) throw new Error(`WorkerModule.forRoot was given no probe for the engine ${without}`);
}

const lifeOf = ({ SHUTDOWN_GRACE_S, MAX_RSS_MB }: WorkerModuleOptions['env']) => ({
  shutdownGraceMs: SHUTDOWN_GRACE_S * 1000,
  maxRssBytes: MAX_RSS_MB && MAX_RSS_MB * 1024 * 1024,
});

/** Of a queue and its lanes those that this process serves: with a queue go its lanes. */
function namesOf({ name, lanes }: ServedQueue, { QUEUES }: WorkerModuleOptions['env']): readonly string[] {
  const all = [name, ...lanes.map(({ queue }) => queue)];
  return !QUEUES || QUEUES.includes(name) ? all : all.filter((each) => QUEUES.includes(each));
}

/** A queue and its lanes: the same kinds, with slots of their own. */
function hosted(
  served: ServedQueue,
  handlerOf: (type: Type<Handler>) => Handler,
  env: WorkerModuleOptions['env'],
): HostedQueue[] {
  const settings = queueSettings(env, served.name);
  const routes = new Map<string, Route>();
  for (const [contract, type] of served.handlers) {
    const { jobsPerProcess } = settings;
    const limits = limitsOf(contract, env);
    routes.set(contract.name, {
      contract,
      handler: handlerOf(type),
      limits,
      ...(jobsPerProcess && { jobsPerProcess }),
    });
  }
  const slots = new Map<string, number>([[served.name, settings.concurrency ?? served.slots]]);
  for (const lane of served.lanes) slots.set(lane.queue, laneConcurrency(env, lane.queue) ?? lane.slots);
  const { sharedSlot } = served;
  return namesOf(served, env).map((name) => ({ name, concurrency: slots.get(name)!, routes, sharedSlot }));
}
