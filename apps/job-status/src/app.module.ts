import { accessOptionsOf } from '@polyspool/access/access-env';
import { AccessModule } from '@polyspool/access/access.module';
import { ProjectAccess } from '@polyspool/access/project-access';
import { DatabaseModule } from '@polyspool/database/database.module';
import { Database } from '@polyspool/database/database';
import { Notices } from '@polyspool/database/notices';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { QueueState } from '@polyspool/jobs/queue-state';
import { Logger } from '@polyspool/service/logger';
import { Readiness } from '@polyspool/service/readiness';
import { redisTopologyOf } from '@polyspool/service/redis-topology';
import { type DynamicModule, Module } from '@nestjs/common';
import { CancelCarrier } from './cancel/cancel-carrier.js';
import { Dispatcher } from './dispatch/dispatcher.js';
import { QueueSwitch } from './dispatch/queue-switch.js';
import { Expiry } from './expiry/expiry.js';
import { Retention } from './expiry/retention.js';
import type { JobStatusEnv } from './env.js';
import { AnnounceStatus } from './live/announce-status.js';
import { Door } from './live/door.js';
import { JobsGateway } from './live/jobs.gateway.js';
import { LiveFeed } from './live/live-feed.js';
import { LiveMetrics } from './live/live-metrics.js';
import { LiveRooms } from './live/live-rooms.js';
import { Places } from './live/places.js';
import { RoomReview } from './live/room-review.js';
import { ManyJobsChannel } from './live/sockets/many-jobs-channel.js';
import { OneJobChannel } from './live/sockets/one-job-channel.js';
import { PlainSockets } from './live/sockets/plain-sockets.js';
import { JobEventsController } from './live/stream/job-events.controller.js';
import { JobStreams } from './live/stream/job-streams.js';
import { Reconciler } from './reconcile/reconciler.js';
import { EventReader } from './record/event-reader.js';
import { EventRecorder } from './record/event-recorder.js';
import { JobNews } from './record/job-news.js';
import { MonthKeeper } from './record/month-keeper.js';
import { StreamTrimmer } from './record/stream-trimmer.js';
import { RetryCarrier } from './retry/retry-carrier.js';
import { FleetWatch } from './watch/fleet-watch.js';
import { DispatchWindow, QueueGauges } from './watch/queue-gauges.js';
import { StoreGauges } from './watch/store-gauges.js';

const live = [
  LiveFeed,
  LiveRooms,
  LiveMetrics,
  Door,
  RoomReview,
  JobsGateway,
  ManyJobsChannel,
  OneJobChannel,
  PlainSockets,
  JobStreams,
  AnnounceStatus,
];

@Module({})
export class AppModule {
  constructor(readiness: Readiness, database: Database, state: QueueState) {
    readiness.add({ name: 'postgres', check: () => database.check() });
    // It may be away: jobs are accepted, told of and cancelled all the same.
    readiness.add({ name: 'redis', isDispensable: true, check: () => state.check() });
  }

  static forRoot(env: JobStatusEnv): DynamicModule {
    const redis = { ...redisTopologyOf(env), prefix: env.QUEUE_PREFIX };
    return {
      module: AppModule,
      imports: [DatabaseModule.forRoot(env), AccessModule.forRoot(accessOptionsOf(env))],
      controllers: [JobEventsController],
      providers: [
        { provide: QueueClient, inject: [Logger], useFactory: (log: Logger) => new QueueClient(redis, log) },
        { provide: QueueState, inject: [QueueClient], useFactory: (client: QueueClient) => client.state },
        {
          provide: Dispatcher,
          inject: [Database, Notices, QueueClient, Logger],
          useFactory: (database: Database, notices: Notices, client: QueueClient, log: Logger) =>
            new Dispatcher(database, notices, client, log, env.DISPATCH_WINDOW),
        },
        JobNews,
        EventRecorder,
        EventReader,
        StreamTrimmer,
        MonthKeeper,
        Reconciler,
        CancelCarrier,
        QueueSwitch,
        RetryCarrier,
        Expiry,
        {
          provide: Retention,
          inject: [Database, Notices, Logger],
          useFactory: (database: Database, notices: Notices, log: Logger) =>
            new Retention(database, notices, log, env.DEAD_LETTER_DAYS),
        },
        FleetWatch,
        { provide: DispatchWindow, useValue: { size: env.DISPATCH_WINDOW } satisfies DispatchWindow },
        QueueGauges,
        StoreGauges,
        ProjectAccess,
        { provide: Places, useFactory: () => new Places(env.LIVE_CONNECTIONS_PER_USER) },
        ...live,
      ],
    };
  }
}
