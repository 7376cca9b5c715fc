import { type DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { Access } from '@polyspool/access/access';
import { ProjectAccess } from '@polyspool/access/project-access';
import { Database } from '@polyspool/database/database';
import { DatabaseModule } from '@polyspool/database/database.module';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { ConfirmationLinks } from '@polyspool/messengers/mail/confirmation-links';
import { UnsubscribeLinks } from '@polyspool/messengers/mail/unsubscribe-links';
import { Networks } from '@polyspool/messengers/webhook/networks';
import { Readiness } from '@polyspool/service/readiness';
import { openStorage } from '@polyspool/storage/open-storage';
import { Storage } from '@polyspool/storage/storage';
import { KeyGuard } from './access/key-guard.js';
import { MeController } from './access/me.controller.js';
import { EnginesController } from './admin/engines.controller.js';
import { ForecastsController } from './admin/forecasts.controller.js';
import { AlertsController } from './admin/alerts.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { AuditTrail } from './audit/audit-trail.js';
import { DeadLettersController } from './admin/dead-letters.controller.js';
import { QueuesController } from './admin/queues.controller.js';
import { ReplaysController } from './admin/replays.controller.js';
import { SchedulesController } from './admin/schedules.controller.js';
import { TasksController } from './admin/tasks.controller.js';
import { WorkersController } from './admin/workers.controller.js';
import { ArtifactsController } from './artifacts/artifacts.controller.js';
import { ProvenanceController } from './artifacts/provenance.controller.js';
import { ProvenanceKeys } from './artifacts/provenance-keys.js';
import { BackupsController } from './backups/backups.controller.js';
import { PdfStatusController } from './dialects/pdf-status.controller.js';
import { PdfDialectOptions, PdfUploadController } from './dialects/pdf-upload.controller.js';
import type { GatewayEnv } from './env.js';
import { LinkOptions, SignedLinks } from './files/signed-links.js';
import { ErasureRequest } from './gdpr/erasure-request.js';
import { ErasuresController } from './gdpr/erasures.controller.js';
import { MyDataController } from './gdpr/my-data.controller.js';
import { GlossariesController } from './glossaries/glossaries.controller.js';
import { KeptTerms } from './glossaries/kept-terms.js';
import { TranslationMemoryController } from './glossaries/translation-memory.controller.js';
import { checkInput } from './http/check-input.js';
import { ProblemsController } from './http/problems.controller.js';
import { AttemptsController } from './jobs/attempts.controller.js';
import { CatalogueController } from './jobs/catalogue.controller.js';
import { EditsController } from './jobs/edits.controller.js';
import { DocumentCheck } from './jobs/document-check.js';
import { DocumentsController } from './jobs/documents.controller.js';
import { FilmEstimates, FilmRates } from './jobs/film-estimates.js';
import { GenerationsController } from './jobs/generations.controller.js';
import { JobSubjects } from './jobs/job-subjects.js';
import { JobsController } from './jobs/jobs.controller.js';
import { NamedFiles } from './jobs/named-files.js';
import { PrepareInput } from './jobs/prepare-input.js';
import { ResultController } from './jobs/result.controller.js';
import { RetriesController } from './jobs/retries.controller.js';
import { JobQuota, SubmitJob } from './jobs/submit-job.js';
import { UploadCheck } from './jobs/upload-check.js';
import { VideosController } from './jobs/videos.controller.js';
import { ConfirmEmailController } from './notifications/confirm-email.controller.js';
import { CatcherOptions, MailsController } from './notifications/mails.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { PhonesController } from './notifications/phones.controller.js';
import { PreferencesController } from './notifications/preferences.controller.js';
import { UnsubscribeController } from './notifications/unsubscribe.controller.js';
import { AssetsController } from './projects/assets.controller.js';
import { MembersController } from './projects/members.controller.js';
import { ProjectsController } from './projects/projects.controller.js';
import { BatchesController } from './records/batches.controller.js';
import { NamedRecords } from './records/named-records.js';
import { RecordJobsController } from './records/record-jobs.controller.js';
import { RecordingCheck } from './records/recording-check.js';
import { RecordsController } from './records/records.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { FileProbes } from './uploads/file-probes.js';
import { Spool } from './uploads/spool.js';
import { UploadContentController } from './uploads/upload-content.controller.js';
import { UploadIntake } from './uploads/upload-intake.js';
import { UploadOptions } from './uploads/upload-options.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { DecksController } from './vocabulary/decks.controller.js';
import { JobVocabularyController } from './vocabulary/job-vocabulary.controller.js';
import { LearnerWordsController } from './vocabulary/learner-words.controller.js';
import { VocabularyFiles } from './vocabulary/vocabulary-files.js';
import { VocabularyReader } from './vocabulary/vocabulary-reader.js';
import { NewSecret } from './webhooks/new-secret.js';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

const controllers = [
  AlertsController,
  ArtifactsController,
  AssetsController,
  AttemptsController,
  AuditController,
  BackupsController,
  BatchesController,
  CatalogueController,
  ConfirmEmailController,
  DeadLettersController,
  DecksController,
  DocumentsController,
  EditsController,
  EnginesController,
  ErasuresController,
  ForecastsController,
  GenerationsController,
  GlossariesController,
  JobsController,
  JobVocabularyController,
  LearnerWordsController,
  MailsController,
  MeController,
  MembersController,
  MyDataController,
  NotificationsController,
  PdfStatusController,
  PdfUploadController,
  PhonesController,
  PreferencesController,
  ProblemsController,
  ProjectsController,
  ProvenanceController,
  QueuesController,
  RecordJobsController,
  RecordsController,
  ReplaysController,
  ReportsController,
  ResultController,
  RetriesController,
  SchedulesController,
  TasksController,
  TranslationMemoryController,
  UnsubscribeController,
  UploadContentController,
  UploadsController,
  VideosController,
  WebhookDeliveriesController,
  WebhooksController,
  WorkersController,
];

/** What needs no settings. */
const parts = [
  Access,
  DocumentCheck,
  ErasureRequest,
  FileProbes,
  FilmEstimates,
  JobSubjects,
  KeptTerms,
  NamedFiles,
  NamedRecords,
  NewSecret,
  PrepareInput,
  ProjectAccess,
  RecordingCheck,
  SignedLinks,
  Spool,
  SubmitJob,
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
      imports: [DatabaseModule.forRoot({ url: env.DATABASE_URL })],
      controllers,
      providers: [
        ...parts,
        { provide: Storage, useValue: openStorage(env.STORAGE_URL) },
        {
          provide: PackingParts,
          inject: [Storage],
          useFactory: (storage: Storage): PackingParts => ({ storage, keys: env.ENCRYPTION_KEYS }),
        },
        { provide: JobQuota, useValue: { maxOpenJobs: env.MAX_OPEN_JOBS } satisfies JobQuota },
        { provide: LinkOptions, useValue: { secret: env.LINK_SECRET } satisfies LinkOptions },
        {
          provide: PdfDialectOptions,
          useValue: { targetLanguage: env.DOCUMENT_TARGET_LANGUAGE } satisfies PdfDialectOptions,
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
        { provide: FilmRates, useValue: filmRates(env) },
        { provide: ProvenanceKeys, useValue: env.PROVENANCE_PUBLIC_KEYS satisfies ProvenanceKeys },
        { provide: Networks, useValue: env.WEBHOOK_ALLOWED_NETWORKS },
        { provide: UploadOptions, useValue: uploadOptions(env) },
        { provide: APP_GUARD, useClass: KeyGuard },
        { provide: APP_INTERCEPTOR, useClass: AuditTrail },
        { provide: APP_PIPE, useValue: checkInput },
      ],
    };
  }
}

const filmRates = (env: GatewayEnv): FilmRates => ({
  prices: env.GENERATION_PRICES,
  // What speaks on this machine costs nothing, whichever it is.
  engines: { imageEngine: env.IMAGE_GENERATOR, speechEngine: env.SPEECH_ENGINE ?? 'flite' },
});

const uploadOptions = (env: GatewayEnv): UploadOptions => ({
  maxBytes: { recording: env.MAX_UPLOAD_BYTES, document: env.MAX_DOCUMENT_BYTES, script: env.MAX_SCRIPT_BYTES },
  spoolFolder: env.UPLOAD_SPOOL_DIR,
  idleTimeoutMs: env.UPLOAD_IDLE_TIMEOUT_S * 1000,
  maxProbes: env.UPLOAD_PROBES,
  probeTimeoutMs: 60_000,
  probeWaitMs: 120_000,
  maxPerUser: env.UPLOADS_PER_USER,
});
