import { type DynamicModule, Module, type Type } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { Logger } from '@polyspool/service/logger';
import { Readiness } from '@polyspool/service/readiness';
import { ServiceFacts } from '@polyspool/service/service-facts';
import { Storage } from '@polyspool/storage/storage';
import type { JobHandler } from './job-handler.js';
import { type HostedQueue, JobHost } from './job-host.js';
import { limitsOf, queueSettings } from './queue-env.js';
import type { ServedQueue } from './serve-queue.js';

export interface WorkerModuleOptions {
  /** The environment as read with `queueEnv`. */
  readonly env: Readonly<Record<string, unknown>> & {
    readonly REDIS_URL: string;
    readonly QUEUE_PREFIX: string;
    readonly QUEUES?: readonly string[] | undefined;
    readonly SHUTDOWN_GRACE_S: number;
  };
  readonly serves: readonly ServedQueue[];
}

/** A process that serves queues. Handlers get their ports from the importing module's global providers. */
@Module({})
export class WorkerModule {
  constructor(host: JobHost, facts: ServiceFacts, readiness: Readiness) {
    facts.add(factsOf(host.options.queues));
    readiness.add({ name: 'redis', check: () => host.check() });
  }

  static forRoot({ env, serves }: WorkerModuleOptions): DynamicModule {
    const chosen = serves.filter(({ name }) => !env.QUEUES || env.QUEUES.includes(name));
    const classes = chosen.flatMap(({ handlers }) => [...handlers.values()]);
    return {
      module: WorkerModule,
      providers: [
        ...classes,
        {
          provide: JobHost,
          inject: [Storage, Logger, ...classes],
          useFactory: (storage: Storage, log: Logger, ...handlers: Handler[]) => {
            const handlerOf = (type: Type<Handler>) => handlers[classes.indexOf(type)]!;
            const queues = chosen.map((queue) => hosted(queue, handlerOf, env));
            const shutdownGraceMs = env.SHUTDOWN_GRACE_S * 1000;
            return new JobHost(
              { redisUrl: env.REDIS_URL, prefix: env.QUEUE_PREFIX, shutdownGraceMs, queues, onRetired },
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

const factsOf = (queues: readonly HostedQueue[]) => ({
  queues: queues.map(({ name }) => name),
  jobKinds: queues.flatMap(({ routes }) => [...routes.keys()]),
  slots: Object.fromEntries(queues.map(({ name, concurrency }) => [name, concurrency])),
});

function hosted(
  { name, slots, handlers }: ServedQueue,
  handlerOf: (type: Type<Handler>) => Handler,
  env: Readonly<Record<string, unknown>>,
): HostedQueue {
  const routes = [...handlers].map(([contract, type]) => {
    const route = { contract, handler: handlerOf(type), limits: limitsOf(contract, env) };
    return [contract.name, route] as const;
  });
  return { name, concurrency: queueSettings(env, name).concurrency ?? slots, routes: new Map(routes) };
}
