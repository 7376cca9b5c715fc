import { Caller, type Call } from './calls/caller.js';
import type { JobEvent, WorkersHealth } from './generated/contract.js';
import { Jobs } from './jobs/jobs.js';
import { Live, type EventsOptions, type ListRoom } from './live/live.js';
import type { CallOptions, PolyspoolOptions } from './options.js';
import { Me, Notifications, Webhooks } from './resources/account.js';
import { Admin } from './resources/admin.js';
import { Artifacts } from './resources/artifacts.js';
import { Glossaries, Projects, VocabularyWords } from './resources/library.js';
import { Documents, Generations, Records, Reports, Videos } from './resources/work.js';
import { Uploads } from './uploads/uploads.js';

/** A job kind as the server describes it, its input and output as JSON Schema. */
export interface CatalogueEntry {
  readonly type: string;
  readonly queue: string;
  readonly steps: readonly string[];
  readonly softLimitMs: number;
  readonly hardLimitMs: number;
  readonly retries: number;
  readonly input: object;
  readonly output: object;
}

/** One server, with one key. The way into everything else; it holds no connection open that nobody listens to. */
export class Polyspool {
  readonly jobs: Jobs;
  readonly uploads: Uploads;
  readonly artifacts: Artifacts;
  readonly videos: Videos;
  readonly documents: Documents;
  readonly generations: Generations;
  readonly records: Records;
  readonly reports: Reports;
  readonly vocabulary: VocabularyWords;
  readonly glossaries: Glossaries;
  readonly projects: Projects;
  readonly webhooks: Webhooks;
  readonly notifications: Notifications;
  readonly me: Me;
  readonly admin: Admin;
  private readonly caller: Caller;
  private readonly live: Live;

  constructor(options: PolyspoolOptions = {}) {
    const caller = (this.caller = new Caller(options));
    this.live = new Live(caller, options);
    const jobs = (this.jobs = new Jobs(caller, this.live));
    this.uploads = new Uploads(caller);
    this.artifacts = new Artifacts(caller);
    this.videos = new Videos(jobs);
    this.documents = new Documents(jobs);
    this.generations = new Generations(caller, jobs);
    this.records = new Records(caller, jobs);
    this.reports = new Reports(caller, jobs);
    this.vocabulary = new VocabularyWords(caller, jobs);
    this.glossaries = new Glossaries(caller);
    this.projects = new Projects(caller);
    this.webhooks = new Webhooks(caller);
    this.notifications = new Notifications(caller, jobs);
    this.me = new Me(caller, jobs);
    this.admin = new Admin(caller);
  }

  /** Of one's own jobs, of a project's, or of everything: as it happens, until the reader stops. */
  events(room: ListRoom, options?: EventsOptions): AsyncGenerator<JobEvent, void, undefined> {
    return this.live.events(room, options);
  }

  /** Every job kind that the caller may ask for. */
  async catalogue(options?: CallOptions): Promise<CatalogueEntry[]> {
    return (await this.caller.json<{ items: CatalogueEntry[] }>('GET', '/v1/catalogue', options)).items;
  }

  /** Who works on which queue; needs no key. */
  workersHealth(options: CallOptions = {}): Promise<WorkersHealth> {
    return this.caller.json('GET', '/health/workers', options);
  }

  /** Any other route of the server, with the same key, tries and errors. */
  request<Answer = unknown>(method: string, path: string, call?: Call): Promise<Answer> {
    return this.caller.json(method, path, call);
  }
}

export { PolyspoolError } from './polyspool-error.js';
export { verifyWebhook, type VerifyOptions, type WebhookMessage } from './webhooks/verify-webhook.js';
export { isTerminal } from './jobs/job-types.js';
export type { InputOf, Job, JobOptions, JobType, JobUpdate, OutputOf } from './jobs/job-types.js';
export type { JobHandle, WaitOptions } from './jobs/job-handle.js';
export type { FollowOptions } from './jobs/follow-job.js';
export type { BulkOptions, JobFilter, RetryFilter } from './jobs/jobs.js';
export type { Page, PageQuery } from './calls/pages.js';
export type { Call } from './calls/caller.js';
export type { CallOptions, CreateOptions, PolyspoolOptions, Transport } from './options.js';
export type { EventsOptions, ListRoom } from './live/live.js';
export type { Download } from './uploads/download.js';
export type { UploadOptions } from './uploads/uploads.js';
export type { UploadProgress } from './uploads/resumable-upload.js';
export type { UploadSource } from './uploads/upload-source.js';
export type { OptionsOf, UploadRef } from './resources/work.js';
export type { AuditFilter, ReplayChoice, TaskFilter } from './resources/admin.js';
export type {
  Account,
  Alert,
  ApiKey,
  ApiKeyWithSecret,
  Artifact,
  Attempt,
  AuditEntry,
  Backup,
  CorpusRecord,
  DeadLetterGroup,
  InAppNotification,
  Job as AnyJob,
  JobError,
  JobEvent,
  JobSnapshot,
  JobStatus,
  JobTypes,
  LogEntry,
  Me as Person,
  Priority,
  Problem,
  Project,
  Provenance,
  QueueStatus,
  Report,
  RetryResult,
  Schedule,
  Scope,
  SignedLink,
  StoredGlossary,
  Task,
  Upload,
  Waiting,
  Webhook,
  WebhookDelivery,
  WebhookEvent,
  WorkersHealth,
} from './generated/contract.js';
