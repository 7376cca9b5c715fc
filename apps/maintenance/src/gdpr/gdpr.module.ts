import { type DynamicModule, Global, Module } from '@nestjs/common';
import { PersonErasure } from '@polyspool/database/person-erasure';
import { PersonThings } from '@polyspool/database/person-things';
import { JobTraces } from '@polyspool/jobs/job-traces';
import { Logger } from '@polyspool/service/logger';
import { redisTopologyOf } from '@polyspool/service/redis-topology';
import { openArchive } from '@polyspool/storage/archive/open-archive';
import { Storage } from '@polyspool/storage/storage';
import type { MaintenanceEnv } from '../env.js';
import { DestroyKeys } from './destroy-keys.js';
import { CertificateOptions, ErasureRecord } from './erasure-record.js';
import { ErasureSteps } from './erasure-steps.js';
import { ForgetInRedis } from './forget-in-redis.js';
import { PersonalArchive } from './personal-archive.js';
import { KeptForGood, RemoveFiles } from './remove-files.js';
import { StopPerson } from './stop-person.js';
import { StrikeRecipient } from './strike-recipient.js';
import { VerifyErased } from './verify-erased.js';

/** What export and erase ask for. */
@Global()
@Module({})
export class GdprModule {
  static forRoot(env: MaintenanceEnv): DynamicModule {
    const archive = env.ARCHIVE_URL === undefined ? undefined : openArchive(env.ARCHIVE_URL);
    const isSigned = env.PROVENANCE_KEY !== undefined;
    return {
      module: GdprModule,
      providers: [
        DestroyKeys,
        ErasureSteps,
        ForgetInRedis,
        RemoveFiles,
        StopPerson,
        VerifyErased,
        ErasureRecord,
        {
          provide: StrikeRecipient,
          inject: [PersonThings, PersonErasure, Storage],
          useFactory: (things: PersonThings, erasure: PersonErasure, storage: Storage) =>
            new StrikeRecipient(things, erasure, { storage, keys: env.ENCRYPTION_KEYS }),
        },
        { provide: KeptForGood, useValue: { archive } satisfies KeptForGood },
        { provide: CertificateOptions, useValue: { isSigned } satisfies CertificateOptions },
        {
          provide: PersonalArchive,
          inject: [PersonThings, Storage],
          useFactory: (things: PersonThings, storage: Storage) =>
            new PersonalArchive(things, { storage, keys: env.ENCRYPTION_KEYS }),
        },
        {
          provide: JobTraces,
          inject: [Logger],
          useFactory: (log: Logger) => new JobTraces({ ...redisTopologyOf(env), prefix: env.QUEUE_PREFIX }, log),
        },
      ],
      exports: [DestroyKeys, ErasureRecord, ErasureSteps, PersonalArchive, StrikeRecipient],
    };
  }
}
