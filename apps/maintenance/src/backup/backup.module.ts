import { type DynamicModule, Module } from '@nestjs/common';
import { PersonKeys } from '@polyspool/database/person-keys';
import type { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { BackupParts } from './backup-parts.js';
import { BackupShelf } from './backup-shelf.js';
import { BackupKeys } from './file/backup-keys.js';
import { PersonKeyCopy } from './person-key-copy.js';
import { PostgresPrograms } from './postgres-programs.js';
import { RetainBackups } from './retain-backups.js';

interface BackupEnv {
  readonly DATABASE_URL: string;
  readonly BACKUP_KEY?: EncryptionKeys | undefined;
  readonly POSTGRES_BIN_DIR?: string | undefined;
}

/** What jobs of backups are made of; and the copy of person keys, for whoever erases somebody. */
@Module({})
export class BackupModule {
  static forRoot({ BACKUP_KEY, DATABASE_URL, POSTGRES_BIN_DIR }: BackupEnv): DynamicModule {
    const programs = new PostgresPrograms(POSTGRES_BIN_DIR);
    return {
      module: BackupModule,
      global: true,
      providers: [
        BackupShelf,
        PersonKeyCopy,
        RetainBackups,
        { provide: BackupKeys, useValue: new BackupKeys(BACKUP_KEY) },
        {
          provide: BackupParts,
          inject: [BackupKeys, PersonKeys],
          useFactory: (keys: BackupKeys, personKeys: PersonKeys): BackupParts => {
            return { databaseUrl: DATABASE_URL, programs, keys, personKeys };
          },
        },
      ],
      exports: [BackupParts, BackupShelf, PersonKeyCopy, RetainBackups],
    };
  }
}
