import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { StoredFiles } from '@polyspool/database/stored-files';
import { Storage } from '@polyspool/storage/storage';
import type { MaintenanceEnv } from '../env.js';
import { RetentionTime } from './expire-results.js';
import { FileSweep } from './file-sweep.js';

type CleanupEnv = Pick<MaintenanceEnv, 'RETENTION_DAYS' | 'EVENT_LOG_DAYS'>;

/** What the handlers of clean-ups ask for. */
@Global()
@Module({})
export class CleanupModule {
  static forRoot({ RETENTION_DAYS: days, EVENT_LOG_DAYS: logDays }: CleanupEnv): DynamicModule {
    return {
      module: CleanupModule,
      providers: [
        { provide: RetentionTime, useValue: { days, logDays } satisfies RetentionTime },
        { provide: StoredFiles, inject: [Database], useFactory: (database: Database) => new StoredFiles(database) },
        {
          provide: FileSweep,
          inject: [Storage, StoredFiles],
          useFactory: (storage: Storage, stored: StoredFiles) => new FileSweep(storage, stored),
        },
      ],
      exports: [RetentionTime, StoredFiles, FileSweep],
    };
  }
}
