import { EnginesController } from './admin/engines.controller.js';
import { ForecastsController } from './admin/forecasts.controller.js';
import { accessControllers } from './access/access-parts.js';
import { AlertsController } from './admin/alerts.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { DeadLettersController } from './admin/dead-letters.controller.js';
import { QueuesController } from './admin/queues.controller.js';
import { ReplaysController } from './admin/replays.controller.js';
import { SchedulesController } from './admin/schedules.controller.js';
import { TasksController } from './admin/tasks.controller.js';
import { WorkersController } from './admin/workers.controller.js';
import { ArtifactsController } from './artifacts/artifacts.controller.js';
import { ProvenanceController } from './artifacts/provenance.controller.js';
import { BackupsController } from './backups/backups.controller.js';
import { CeleryTasksController } from './dialects/content/celery-tasks.controller.js';
import { CorpusTasksController } from './dialects/corpus/corpus-tasks.controller.js';
import { OfficeTasksController } from './dialects/corpus/office-tasks.controller.js';
import { RecordTasksController } from './dialects/corpus/record-tasks.controller.js';
import { ReportTasksController } from './dialects/corpus/report-tasks.controller.js';
import { FilmJobsController } from './dialects/film/film-jobs.controller.js';
import { PdfStatusController } from './dialects/pdf/pdf-status.controller.js';
import { PdfUploadController } from './dialects/pdf/pdf-upload.controller.js';
import { CeleryHealthController } from './dialects/video/celery-health.controller.js';
import { VideoTasksController } from './dialects/video/tasks.controller.js';
import { DialectVideosController } from './dialects/video/videos.controller.js';
import { ErasuresController } from './gdpr/erasures.controller.js';
import { MyDataController } from './gdpr/my-data.controller.js';
import { GlossariesController } from './glossaries/glossaries.controller.js';
import { TranslationMemoryController } from './glossaries/translation-memory.controller.js';
import { ProblemsController } from './http/problems.controller.js';
import { AttemptsController } from './jobs/attempts.controller.js';
import { CatalogueController } from './jobs/catalogue.controller.js';
import { EditsController } from './jobs/edits.controller.js';
import { DocumentsController } from './jobs/documents.controller.js';
import { GenerationsController } from './jobs/generations.controller.js';
import { JobLogController } from './jobs/job-log.controller.js';
import { JobsController } from './jobs/jobs.controller.js';
import { ResultController } from './jobs/result.controller.js';
import { RetriesController } from './jobs/retries.controller.js';
import { VideosController } from './jobs/videos.controller.js';
import { ConfirmEmailController } from './notifications/confirm-email.controller.js';
import { MailsController } from './notifications/mails.controller.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { PhonesController } from './notifications/phones.controller.js';
import { PreferencesController } from './notifications/preferences.controller.js';
import { UnsubscribeController } from './notifications/unsubscribe.controller.js';
import { AssetsController } from './projects/assets.controller.js';
import { MembersController } from './projects/members.controller.js';
import { ProjectsController } from './projects/projects.controller.js';
import { ArchiveController } from './records/archive.controller.js';
import { BatchesController } from './records/batches.controller.js';
import { RecordJobsController } from './records/record-jobs.controller.js';
import { RecordsController } from './records/records.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { ResumableController } from './uploads/resumable.controller.js';
import { UploadContentController } from './uploads/upload-content.controller.js';
import { UploadsController } from './uploads/uploads.controller.js';
import { DecksController } from './vocabulary/decks.controller.js';
import { JobVocabularyController } from './vocabulary/job-vocabulary.controller.js';
import { LearnerWordsController } from './vocabulary/learner-words.controller.js';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** Everything that answers HTTP. */
export const controllers = [
  ...accessControllers,
  AlertsController,
  ArchiveController,
  ArtifactsController,
  AssetsController,
  AttemptsController,
  AuditController,
  BackupsController,
  BatchesController,
  CatalogueController,
  CeleryHealthController,
  CeleryTasksController,
  ConfirmEmailController,
  CorpusTasksController,
  DeadLettersController,
  DecksController,
  DialectVideosController,
  DocumentsController,
  EditsController,
  EnginesController,
  ErasuresController,
  FilmJobsController,
  ForecastsController,
  GenerationsController,
  GlossariesController,
  JobLogController,
  JobsController,
  JobVocabularyController,
  LearnerWordsController,
  MailsController,
  MembersController,
  MyDataController,
  NotificationsController,
  OfficeTasksController,
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
  RecordTasksController,
  ReplaysController,
  ReportsController,
  ReportTasksController,
  ResultController,
  ResumableController,
  RetriesController,
  SchedulesController,
  TasksController,
  TranslationMemoryController,
  UnsubscribeController,
  UploadContentController,
  UploadsController,
  VideosController,
  VideoTasksController,
  WebhookDeliveriesController,
  WebhooksController,
  WorkersController,
];
