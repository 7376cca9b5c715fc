import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { DatabaseModule } from '@polyspool/database/database.module';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { WorkerModule } from '@polyspool/jobs/worker.module';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { BackupDatabase } from './backup/backup-database.js';
import { BackupModule } from './backup/backup.module.js';
import { TestRestore } from './backup/test-restore.js';
import { OptimizeDatabase } from './care/optimize-database.js';
import { CleanUpFailedUploads } from './cleanup/clean-up-failed-uploads.js';
import { CleanUpOldFiles } from './cleanup/clean-up-old-files.js';
import { CleanupModule } from './cleanup/cleanup.module.js';
import { ExpireResults } from './cleanup/expire-results.js';
import type { MaintenanceEnv } from './env.js';
import { GdprModule } from './gdpr/gdpr.module.js';
import { TranscriptKeeper } from './records/transcript-keeper.js';
import { reports, ReportsModule } from './reports/reports.module.js';
import { platformSchedules } from './schedules/platform-schedules.js';
import { PlatformSchedules, Scheduler } from './schedules/scheduler.js';
import { Sweeper } from './sweep/sweeper.js';
import { CheckHealth } from './system/check-health.js';
import { Debug } from './system/debug.js';

const backup = serveQueue('backup', {
  'maintenance.backupDatabase': BackupDatabase,
  'maintenance.restoreTest': TestRestore,
});
const maintenance = serveQueue('maintenance', {
  'maintenance.cleanupOldFiles': CleanUpOldFiles,
  'maintenance.cleanupFailedUploads': CleanUpFailedUploads,
  'maintenance.expireResults': ExpireResults,
  'maintenance.optimizeDatabase': OptimizeDatabase,
});
const system = serveQueue('system', { 'system.debug': Debug, 'system.healthCheck': CheckHealth });

@Module({})
export class AppModule {
  constructor(readiness: Readiness, database: Database, storage: Storage) {
    readiness.add({ name: 'postgres', check: () => database.check() });
    readiness.add({ name: 'storage', check: () => storage.check() });
  }

  static forRoot(env: MaintenanceEnv): DynamicModule {
    return {
      module: AppModule,
      imports: [
        DatabaseModule.forRoot(env),
        portsOf(env),
        BackupModule.forRoot(env),
        CleanupModule.forRoot(env),
        GdprModule.forRoot(env),
        ReportsModule.forRoot(env),
        WorkerModule.forRoot({ env, serves: [backup, maintenance, reports, system] }),
      ],
      providers: [
        { provide: PlatformSchedules, useValue: { all: platformSchedules(env) } satisfies PlatformSchedules },
        Scheduler,
        Sweeper,
        TranscriptKeeper,
      ],
    };
  }
}

@Global()
@Module({})
class Ports {}

/** What handlers ask for. */
const portsOf = (env: MaintenanceEnv): DynamicModule => ({
  module: Ports,
  providers: [
    { provide: Storage, inject: [Metrics], useFactory: (metrics: Metrics) => openStorage(env.STORAGE_URL, metrics) },
  ],
  exports: [Storage],
});
