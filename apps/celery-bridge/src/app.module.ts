import { type DynamicModule, Module } from '@nestjs/common';
import { openLasting } from '@polyspool/jobs/redis-connection';
import { Logger } from '@polyspool/service/logger';
import { Readiness } from '@polyspool/service/readiness';
import { redisTopologyOf } from '@polyspool/service/redis-topology';
import { Polyspool } from '@polyspool/sdk';
import { ControlListener, Subscriber } from './control/control-listener.js';
import type { BridgeEnv } from './env.js';
import { Broker } from './messages/broker.js';
import { HandleMessage } from './messages/handle-message.js';
import { MessageLoop } from './messages/message-loop.js';
import { TaskResults } from './results/task-results.js';
import { OpenTasks } from './tasks/open-tasks.js';
import { TaskApi } from './tasks/task-api.js';
import { TaskFollower } from './tasks/task-follower.js';

@Module({})
export class AppModule {
  constructor(readiness: Readiness, broker: Broker) {
    readiness.add({ name: 'redis', check: () => broker.check() });
  }

  static forRoot(env: BridgeEnv): DynamicModule {
    const topology = redisTopologyOf(env);
    // Its lists have names of their own, each in a slot of its own, and a message is taken from any of them by one script.
    if ('cluster' in topology) throw new Error('Clients of Celery know no Redis Cluster: name one Redis, or Sentinels');
    const open = (log: Logger) => openLasting(topology, (err) => log.warn({ err }, 'Redis connection is in trouble'));
    const { QUEUE_PREFIX: prefix, CELERY_QUEUES: queues, GATEWAY_URL: url, CELERY_BRIDGE_KEY: key } = env;
    return {
      module: AppModule,
      providers: [
        { provide: Broker, inject: [Logger], useFactory: (log: Logger) => new Broker(open(log), { prefix, queues }) },
        { provide: Subscriber, inject: [Logger], useFactory: (log: Logger): Subscriber => ({ redis: open(log) }) },
        {
          provide: TaskResults,
          inject: [Broker],
          useFactory: ({ redis }: Broker) => new TaskResults(redis, env.CELERY_RESULT_EXPIRES_S),
        },
        { provide: OpenTasks, inject: [Broker], useFactory: ({ redis }: Broker) => new OpenTasks(redis, prefix) },
        { provide: TaskApi, useValue: new TaskApi(new Polyspool({ url, ...(key ? { key } : {}), retries: 1 })) },
        ...(key ? [TaskFollower, HandleMessage, MessageLoop, ControlListener] : []),
      ],
    };
  }
}
