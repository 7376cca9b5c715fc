import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { accessOptionsOf } from '@polyspool/access/access-env';
import { AccessModule } from '@polyspool/access/access.module';
import { ProjectAccess } from '@polyspool/access/project-access';
import { Database } from '@polyspool/database/database';
import { DatabaseModule } from '@polyspool/database/database.module';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { ConfirmationLinks } from '@polyspool/messengers/mail/confirmation-links';
import { UnsubscribeLinks } from '@polyspool/messengers/mail/unsubscribe-links';
import { Networks } from '@polyspool/messengers/webhook/networks';
import { Metrics } from '@polyspool/service/metrics';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { accessProviders } from './access/access-parts.js';
import { KeyGuard } from './access/key-guard.js';
import { AuditTrail } from './audit/audit-trail.js';
import { ProvenanceKeys } from './artifacts/provenance-keys.js';
import { NamedUploads } from './dialects/content/named-uploads.js';
import { TaskCalls } from './dialects/content/task-calls.js';
import { DialectOptions } from './dialects/dialect-options.js';
import { OnceWhileOpen } from './dialects/once-while-open.js';
import { StartTask } from './dialects/corpus/start-task.js';
import { TaskReader } from './dialects/task-reader.js';
import { controllers } from './controllers.js';
import type { GatewayEnv } from './env.js';
import { LinkOptions, SignedLinks } from './files/signed-links.js';
import { ErasureRequest } from './gdpr/erasure-request.js';
import { KeptTerms } from './glossaries/kept-terms.js';
import { AnswerOnce } from './http/answered-once.js';
import { checkInput } from './http/check-input.js';
import { LogCaller } from './http/log-caller.js';
import { CancelJob } from './jobs/cancel-job.js';
import { DocumentCheck } from './jobs/document-check.js';
import { FilmEstimates, FilmRates } from './jobs/film-estimates.js';
import { JobSubjects } from './jobs/job-subjects.js';
import { JobWatch } from './jobs/job-watch.js';
import { LifeLog } from './jobs/life-log.js';
import { NamedFiles } from './jobs/named-files.js';
import { PrepareInput } from './jobs/prepare-input.js';
import { ReadOutput } from './jobs/read-output.js';
import { JobQuota, SubmitJob } from './jobs/submit-job.js';
import { TraceOptions } from './jobs/trace-links.js';
import { UploadCheck } from './jobs/upload-check.js';
import { WaitAsPreferred } from './jobs/wait-as-preferred.js';
import { CatcherOptions } from './notifications/mails.controller.js';
import { ArchiveOptions } from './records/archive-options.js';
import { NamedRecords } from './records/named-records.js';
import { RecordingCheck } from './records/recording-check.js';
import { RecordProject } from './records/record-project.js';
import { AbandonedUploads } from './uploads/abandoned-uploads.js';
import { FileProbes } from './uploads/file-probes.js';
import { ResumableUploads } from './uploads/resumable-uploads.js';
import { Spool } from './uploads/spool.js';
import { UploadIntake } from './uploads/upload-intake.js';
import { UploadOptions } from './uploads/upload-options.js';
import { VocabularyFiles } from './vocabulary/vocabulary-files.js';
import { VocabularyReader } from './vocabulary/vocabulary-reader.js';
import { NewSecret } from './webhooks/new-secret.js';

/** What needs no settings. */
const parts = [
  AbandonedUploads,
  CancelJob,
  DocumentCheck,
  ErasureRequest,
  FileProbes,
  FilmEstimates,
  JobSubjects,
  JobWatch,
  KeptTerms,
  LifeLog,
  NamedFiles,
  NamedRecords,
  NamedUploads,
  NewSecret,
  OnceWhileOpen,
  PrepareInput,
  ProjectAccess,
  ReadOutput,
  RecordingCheck,
  RecordProject,
  ResumableUploads,
  SignedLinks,
  Spool,
  StartTask,
  SubmitJob,
  TaskCalls,
  TaskReader,
  UploadCheck,
  UploadIntake,
  VocabularyFiles,
  VocabularyReader,
];

@Module({})
export class AppModule {
  constructor(readiness: Readiness, database: Database, storage: Storage) {
    readiness.add({ name: 'postgres', check: () => database.check() });
    readiness.add({ name: 'storage', check: () => storage.check() });
  }

  static forRoot(env: GatewayEnv): DynamicModule {
    return {
      module: AppModule,
      imports: [DatabaseModule.forRoot(env), AccessModule.forRoot(accessOptionsOf(env))],
      controllers,
      providers: [
        ...parts,
        ...accessProviders(env),
        { provide: Storage, inject: [Metrics], useFactory: measuredStorage(env) },
        {
          provide: PackingParts,
          inject: [Storage],
          useFactory: (storage: Storage): PackingParts => ({ storage, keys: env.ENCRYPTION_KEYS }),
        },
        { provide: JobQuota, useValue: { maxOpenJobs: env.MAX_OPEN_JOBS } satisfies JobQuota },
        { provide: LinkOptions, useValue: { secret: env.LINK_SECRET } satisfies LinkOptions },
        {
          provide: DialectOptions,
          useValue: {
            documentLanguage: env.DOCUMENT_TARGET_LANGUAGE,
            videoLanguage: env.VIDEO_TARGET_LANGUAGE,
          } satisfies DialectOptions,
        },
        { provide: CatcherOptions, useValue: { url: env.MAIL_CATCHER_URL } satisfies CatcherOptions },
        {
          provide: UnsubscribeLinks,
          useValue: new UnsubscribeLinks({ secret: env.LINK_SECRET, publicUrl: env.PUBLIC_URL }),
        },
        {
          provide: ConfirmationLinks,
          useValue: new ConfirmationLinks({ secret: env.LINK_SECRET, publicUrl: env.PUBLIC_URL }),
        },
        { provide: TraceOptions, useValue: { url: env.TRACE_URL } satisfies TraceOptions },
        { provide: FilmRates, useValue: filmRates(env) },
        { provide: ProvenanceKeys, useValue: env.PROVENANCE_PUBLIC_KEYS satisfies ProvenanceKeys },
        { provide: Networks, useValue: env.WEBHOOK_ALLOWED_NETWORKS },
        { provide: UploadOptions, useValue: uploadOptions(env) },
        { provide: ArchiveOptions, useValue: { isConfigured: env.ARCHIVE_URL !== undefined } },
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_INTERCEPTOR, useClass: LogCaller },
        { provide: APP_INTERCEPTOR, useClass: WaitAsPreferred },
        { provide: APP_INTERCEPTOR, useClass: AnswerOnce },
        { provide: APP_INTERCEPTOR, useClass: AuditTrail },
        { provide: APP_PIPE, useValue: checkInput },
      ],
    };
  }
}

const measuredStorage = (env: GatewayEnv) => (metrics: Metrics) => openStorage(env.STORAGE_URL, metrics);

const filmRates = (env: GatewayEnv): FilmRates => ({
  prices: env.GENERATION_PRICES,
  // What speaks on this machine costs nothing, whichever it is.
  engines: { imageEngine: env.IMAGE_GENERATOR, speechEngine: env.SPEECH_ENGINE ?? 'flite' },
});

const uploadOptions = (env: GatewayEnv): UploadOptions => ({
  maxBytes: {
    recording: env.MAX_UPLOAD_BYTES,
    document: env.MAX_DOCUMENT_BYTES,
    script: env.MAX_SCRIPT_BYTES,
    texts: env.MAX_TEXTS_BYTES,
  },
  spoolFolder: env.UPLOAD_SPOOL_DIR,
  idleTimeoutMs: env.UPLOAD_IDLE_TIMEOUT_S * 1000,
  maxProbes: env.UPLOAD_PROBES,
  probeTimeoutMs: 60_000,
  probeWaitMs: 120_000,
  maxPerUser: env.UPLOADS_PER_USER,
  maxResumable: env.RESUMABLE_UPLOADS_PER_USER,
});
