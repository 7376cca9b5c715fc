import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { DatabaseModule } from '@polyspool/database/database.module';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { WorkerModule } from '@polyspool/jobs/worker.module';
import { Mailer } from '@polyspool/messengers/mail/mailer';
import { openMailer } from '@polyspool/messengers/mail/open-mailer';
import { openSmsSender } from '@polyspool/messengers/sms/open-sms-sender';
import { SmsSender } from '@polyspool/messengers/sms/sms-sender';
import { WebhookClient } from '@polyspool/messengers/webhook/webhook-client';
import { Logger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { AlertCarrier } from './alerts/alert-carrier.js';
import { AlertAddresses, SendSystemAlert } from './alerts/send-system-alert.js';
import { AskForAddress } from './confirm/ask-for-address.js';
import { ConfirmationCarrier } from './confirm/confirmation-carrier.js';
import { Deliver } from './deliver/deliver.js';
import { DeliveryCounter } from './deliver/delivery-counter.js';
import { Links, LinkOptions } from './deliver/links.js';
import { Outlets } from './deliver/outlets.js';
import { PutOffDelivery } from './deliver/put-off-delivery.js';
import { SendOnce } from './deliver/send-once.js';
import { TellAll } from './deliver/tell-all.js';
import { EndedJobFollowers } from './ended/ended-job-follower.js';
import { EndedJobsReader } from './ended/ended-jobs-reader.js';
import { TellOwner } from './ended/tell-owner.js';
import { TellProcessingComplete } from './ended/tell-processing-complete.js';
import type { NotificationsEnv } from './env.js';
import { SendBulk } from './send/send-bulk.js';
import { SendNotifications } from './send/send-notifications.js';
import { AttemptDelivery } from './webhooks/attempt-delivery.js';
import { TellWebhooks } from './webhooks/tell-webhooks.js';
import { WebhookLoop } from './webhooks/webhook-loop.js';
import { SystemJobs } from './send/system-jobs.js';
import { NotificationSweeper } from './sweep/notification-sweeper.js';

const notifications = serveQueue('notifications', {
  'notifications.send': SendNotifications,
  'notifications.sendBulk': SendBulk,
  'notifications.processingComplete': TellProcessingComplete,
  'notifications.systemAlert': SendSystemAlert,
});

@Module({})
export class AppModule {
  constructor(readiness: Readiness, database: Database, storage: Storage) {
    readiness.add({ name: 'postgres', check: () => database.check() });
    readiness.add({ name: 'storage', check: () => storage.check() });
  }

  static forRoot(env: NotificationsEnv): DynamicModule {
    return {
      module: AppModule,
      imports: [DatabaseModule.forRoot(env), portsOf(env), WorkerModule.forRoot({ env, serves: [notifications] })],
      providers: [
        TellOwner,
        TellWebhooks,
        {
          provide: EndedJobFollowers,
          inject: [TellOwner, TellWebhooks],
          useFactory: (...all: EndedJobFollowers['all']): EndedJobFollowers => ({ all }),
        },
        EndedJobsReader,
        AlertCarrier,
        ConfirmationCarrier,
        NotificationSweeper,
        { provide: WebhookClient, useValue: new WebhookClient({ networks: env.WEBHOOK_ALLOWED_NETWORKS }) },
        AttemptDelivery,
        WebhookLoop,
      ],
    };
  }
}

@Global()
@Module({})
class Ports {}

/** What handlers ask for. */
const portsOf = (env: NotificationsEnv): DynamicModule => ({
  module: Ports,
  providers: [
    { provide: Storage, inject: [Metrics], useFactory: (metrics: Metrics) => openStorage(env.STORAGE_URL, metrics) },
    {
      provide: PackingParts,
      inject: [Storage],
      useFactory: (storage: Storage): PackingParts => ({ storage, keys: env.ENCRYPTION_KEYS }),
    },
    { provide: Mailer, inject: [Logger], useFactory: (log: Logger) => openMailer(env, log) },
    { provide: SmsSender, inject: [Logger], useFactory: (log: Logger) => openSmsSender(env, log) },
    { provide: LinkOptions, useValue: { publicUrl: env.PUBLIC_URL, secret: env.LINK_SECRET } satisfies LinkOptions },
    { provide: AlertAddresses, useValue: { mails: env.ALERT_MAILS } satisfies AlertAddresses },
    Links,
    Outlets,
    SendOnce,
    SystemJobs,
    PutOffDelivery,
    Deliver,
    DeliveryCounter,
    TellAll,
    AskForAddress,
  ],
  exports: [Storage, PackingParts, AlertAddresses, AskForAddress, DeliveryCounter, Links, SystemJobs, TellAll],
});
