import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { StoredFiles } from '@polyspool/database/stored-files';
import { Storage } from '@polyspool/storage/storage';
import { RetentionTime } from './expire-results.js';
import { FileSweep } from './file-sweep.js';

/** What the handlers of clean-ups ask for. */
@Global()
@Module({})
export class CleanupModule {
  static forRoot({ RETENTION_DAYS: days }: { RETENTION_DAYS?: number | undefined }): DynamicModule {
    return {
      module: CleanupModule,
      providers: [
        { provide: RetentionTime, useValue: { days } satisfies RetentionTime },
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
