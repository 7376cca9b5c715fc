import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { serveQueue } from '@polyspool/jobs/serve-queue';
import { Storage } from '@polyspool/storage/storage';
import { ErasePerson } from '../gdpr/erase-person.js';
import { ExportPerson } from '../gdpr/export-person.js';
import { HandOverReport } from './hand-over-report.js';
import { MailParts, MailReport } from './mail-report.js';
import { MakeCorpusStatistics } from './make-corpus-statistics.js';
import { MakeDailyReport } from './make-daily-report.js';
import { MakeHealthReport } from './make-health-report.js';
import { MakeUserReport } from './make-user-report.js';

export const reports = serveQueue('reports', {
  'reports.daily': MakeDailyReport,
  'reports.user': MakeUserReport,
  'reports.systemHealth': MakeHealthReport,
  'reports.corpusStatistics': MakeCorpusStatistics,
  'gdpr.export': ExportPerson,
  'gdpr.erase': ErasePerson,
});

interface ReportsEnv {
  readonly ENCRYPTION_KEYS?: EncryptionKeys | undefined;
  readonly PUBLIC_URL: string;
}

/** What those who make reports ask for. */
@Global()
@Module({})
export class ReportsModule {
  static forRoot({ ENCRYPTION_KEYS: keys, PUBLIC_URL: publicUrl }: ReportsEnv): DynamicModule {
    return {
      module: ReportsModule,
      providers: [
        HandOverReport,
        MailReport,
        {
          provide: MailParts,
          inject: [Storage],
          useFactory: (storage: Storage): MailParts => ({ storage, keys, publicUrl }),
        },
      ],
      exports: [HandOverReport],
    };
  }
}
