/* eslint-disable */
// Made of libs/contracts: npm run types -w @polyspool/sdk

export type Scope =
  | 'jobs:read'
  | 'jobs:write'
  | 'uploads:read'
  | 'uploads:write'
  | 'library:read'
  | 'library:write'
  | 'webhooks:read'
  | 'webhooks:write'
  | 'account:read'
  | 'account:write'
  | 'admin:read'
  | 'admin:write';
export type JobStatus =
  'scheduled' | 'queued' | 'running' | 'retrying' | 'cancelling' | 'succeeded' | 'failed' | 'cancelled' | 'expired';
export type Priority = 'low' | 'normal' | 'high' | 'urgent';
export type LiveMessage =
  | {
      type: 'snapshot';
      snapshot: JobSnapshot;
    }
  | {
      type: 'event';
      event: JobEvent;
    }
  | {
      type: 'subscribed';
      ref?: string | number;
      complete: boolean;
    }
  | {
      type: 'unsubscribed';
      ref?: string | number;
    }
  | {
      type: 'closed';
      jobId?: string;
      mine?: true;
      projectId?: string;
      everything?: true;
      problem: JobError;
    }
  | {
      type: 'error';
      ref?: string | number;
      problem: JobError;
    }
  | {
      type: 'pong';
      ref?: string | number;
    };
export type Upload = RecordingUpload | DocumentUpload | ScriptUpload;
export type LiveRequest =
  | {
      type: 'subscribe';
      ref?: string | number;
      jobId: string;
      since?:
        | {
            [k: string]: number;
          }
        | string;
    }
  | {
      type: 'subscribe';
      ref?: string | number;
      mine: true;
      since?: string;
    }
  | {
      type: 'subscribe';
      ref?: string | number;
      projectId: string;
      since?: string;
    }
  | {
      type: 'subscribe';
      ref?: string | number;
      everything: true;
      since?: string;
    }
  | {
      type: 'unsubscribe';
      ref?: string | number;
      jobId: string;
    }
  | {
      type: 'unsubscribe';
      ref?: string | number;
      mine: true;
    }
  | {
      type: 'unsubscribe';
      ref?: string | number;
      projectId: string;
    }
  | {
      type: 'unsubscribe';
      ref?: string | number;
      everything: true;
    }
  | {
      type: 'ping';
      ref?: string | number;
    };
export type LiveRoom =
  | {
      jobId: string;
    }
  | {
      mine: true;
    }
  | {
      projectId: string;
    }
  | {
      everything: true;
    };
export type ReportRequest =
  | {
      type: 'daily';
      date?: string;
      /**
       * @minItems 1
       * @maxItems 3
       */
      formats?: ('json' | 'csv' | 'pdf')[];
      mail?: boolean;
    }
  | {
      type: 'user';
      userId?: string;
      startDate: string;
      endDate: string;
      /**
       * @minItems 1
       * @maxItems 3
       */
      formats?: ('json' | 'csv' | 'pdf')[];
      mail?: boolean;
    }
  | {
      type: 'systemHealth';
      hours?: number;
      /**
       * @minItems 1
       * @maxItems 3
       */
      formats?: ('json' | 'csv' | 'pdf')[];
      mail?: boolean;
    }
  | {
      type: 'corpusStatistics';
      projectId?: string;
      /**
       * @minItems 1
       * @maxItems 3
       */
      formats?: ('json' | 'csv' | 'pdf')[];
      mail?: boolean;
    };
export type ReportType = 'daily' | 'user' | 'systemHealth' | 'corpusStatistics';

export interface Account {
  id: string;
  name: string;
  role: 'user' | 'operator' | 'admin';
  signIn?: {
    issuer: string;
    subject: string;
  };
  activeKeys: number;
  lastUsedAt?: string;
  createdAt: string;
  disabledAt?: string;
}
export interface AccountPage {
  items: Account[];
  nextCursor?: string;
}
export interface Alert {
  id: string;
  kind: string;
  subject: string;
  message: string;
  count: number;
  firstAt: string;
  lastAt: string;
  seenAt?: string;
}
export interface AlertPage {
  items: Alert[];
  nextCursor?: string;
}
export interface ApiKey {
  id: string;
  userId: string;
  name: string;
  prefix?: string;
  scopes?: Scope[];
  status: 'active' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt?: string;
  revokedAt?: string;
  lastUsedAt?: string;
  replacedBy?: string;
}
export interface ApiKeyPage {
  items: ApiKey[];
  nextCursor?: string;
}
export interface ApiKeyWithSecret {
  id: string;
  userId: string;
  name: string;
  prefix?: string;
  scopes?: Scope[];
  status: 'active' | 'expired' | 'revoked';
  createdAt: string;
  expiresAt?: string;
  revokedAt?: string;
  lastUsedAt?: string;
  replacedBy?: string;
  key: string;
}
export interface Artifact {
  id: string;
  jobId: string;
  name: string;
  kind:
    | 'subtitles'
    | 'transcript'
    | 'vocabulary'
    | 'deck'
    | 'document'
    | 'media'
    | 'quality'
    | 'report'
    | 'picture'
    | 'sound'
    | 'script';
  mediaType: string;
  bytes: number;
  sha256: string;
  language?: string;
  createdAt: string;
}
export interface ArtifactList {
  items: Artifact[];
}
export interface Attempt {
  run: number;
  attempt: number;
  worker: string;
  startedAt: string;
  finishedAt?: string;
  outcome: 'running' | 'waiting' | 'succeeded' | 'failed' | 'cancelled' | 'lost';
  error?: {
    code: string;
    detail: string;
    errorClass?: string;
    stack?: string;
  };
  peakRssBytes?: number;
  cpuSeconds?: number;
}
export interface AttemptList {
  items: Attempt[];
}
export interface AuditEntry {
  id: string;
  at: string;
  actorId?: string;
  actorRole: string;
  action: string;
  subject: string;
  detail: {
    [k: string]: unknown;
  };
  traceId?: string;
}
export interface AuditPage {
  items: AuditEntry[];
  nextCursor?: string;
}
export interface Backup {
  id: string;
  kind: 'daily' | 'weekly' | 'monthly';
  bytes: number;
  sha256: string;
  rows: number;
  tables: number;
  createdAt: string;
  testedAt?: string;
}
export interface BackupPage {
  items: Backup[];
  nextCursor?: string;
}
export interface CorpusRecord {
  id: string;
  title: string;
  description?: string;
  uploadId?: string;
  language?: string;
  category?: string;
  place?: string;
  contributor?: string;
  consent?: {
    given: boolean;
    on?: string;
    reference?: string;
  };
  licence?: string;
  projectId?: string;
  state: 'none' | 'processing' | 'processed' | 'failed' | 'cancelled';
  lastJobId?: string;
  measures?: {
    durationSeconds: number;
    speechSeconds: number;
    integratedLufs?: number;
    loudnessRangeLu?: number;
    truePeakDbtp?: number;
    clippedShare: number;
    signalToNoiseDb?: number;
    sampleRateHz: number;
    channels: number;
    flags: (
      'tooQuiet' | 'tooLoud' | 'clipped' | 'noisy' | 'littleSpeech' | 'noSpeech' | 'tooShort' | 'lowSampleRate'
    )[];
  };
  measuredBy?: string;
  transcript?: {
    text: string;
    language: string;
    engine: string;
  };
  upload?: RecordingUpload;
  createdAt: string;
  updatedAt: string;
}
export interface RecordingUpload {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  state: 'none' | 'processing' | 'processed' | 'failed' | 'cancelled';
  lastJobId?: string;
  createdAt: string;
  kind: 'video' | 'audio';
  probe: {
    demuxer: string;
    durationSeconds: number;
    video?: {
      codec: string;
      width: number;
      height: number;
      framesPerSecond: number;
    };
    audioTracks: {
      codec: string;
      channels: number;
      sampleRateHz: number;
      language?: string;
      title?: string;
    }[];
  };
}
export interface CorpusRecordPage {
  items: CorpusRecord[];
  nextCursor?: string;
}
export interface DeadLetterGroup {
  fingerprint: string;
  type: string;
  code: string;
  count: number;
  firstAt: string;
  lastAt: string;
  sample: {
    jobId: string;
    detail: string;
  };
}
export interface DeadLetterPage {
  items: DeadLetterGroup[];
  nextCursor?: string;
}
export interface DocumentUpload {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  state: 'none' | 'processing' | 'processed' | 'failed' | 'cancelled';
  lastJobId?: string;
  createdAt: string;
  kind: 'document';
  probe: {
    pages: number;
    title?: string;
    isEncrypted: boolean;
    needsPassword: boolean;
    isTagged: boolean;
    fields: number;
    attachments: number;
    hasScripts: boolean;
    isSigned: boolean;
  };
}
export interface EngineList {
  items: {
    name:
      | 'transcriber'
      | 'translator'
      | 'documentTranslator'
      | 'scriptReader:model'
      | 'imageGenerator:automatic1111'
      | 'imageGenerator:openai'
      | 'imageGenerator:comfyui'
      | 'speechSynthesizer:piper'
      | 'speechSynthesizer:openai';
    state: 'closed' | 'open' | 'probing' | 'unknown';
    since?: string;
    retryAt?: string;
    detail?: string;
  }[];
}
export interface EraseAnswer {
  dryRun: boolean;
  rows: number;
  tables: {
    table: string;
    rows: number;
  }[];
  erasure?: {
    id: string;
    status: JobStatus;
    percent: number;
    askedAt: string;
    finishedAt?: string;
  };
}
export interface ErasureState {
  id: string;
  status: JobStatus;
  percent: number;
  askedAt: string;
  finishedAt?: string;
  certificate?: {
    certificateId: string;
    personHash: string;
    erasedAt: string;
    removed: {
      rows: number;
      files: number;
      redisKeys: number;
      redisEvents: number;
    };
    searched: {
      tables: number;
      files: number;
      redisKeys: number;
    };
  };
  signature?: string;
}
export interface Eta {
  p50: string;
  p90: string;
}
export interface FilmEstimate {
  scenes: number;
  characters: number;
  durationSeconds: number;
  cost: {
    amount: number;
    currency: string;
  };
  seconds?: {
    p50: number;
    p90: number;
  };
  isExact: boolean;
}
export interface ForecastQualityList {
  items: {
    type: string;
    compared: number;
    ratio?: {
      p50: number;
      p90: number;
    };
    rates: {
      step: string;
      unit: string;
      samples: number;
      secondsPerUnit: {
        p50: number;
        p90: number;
      };
    }[];
  }[];
}
export interface GlossaryPage {
  items: GlossarySummary[];
  nextCursor?: string;
}
export interface GlossarySummary {
  name: string;
  from: string;
  to: string;
  id: string;
  createdAt: string;
  updatedAt: string;
  termCount: number;
}
export interface InAppNotification {
  id: string;
  topic: 'jobSucceeded' | 'jobFailed' | 'report' | 'announcement' | 'systemAlert' | 'security';
  subject: string;
  message: string;
  link?: string;
  jobId?: string;
  createdAt: string;
  readAt?: string;
}
export interface Job {
  id: string;
  type: string;
  status: JobStatus;
  percent: number;
  step?: string;
  message?: string;
  input: {
    [k: string]: unknown;
  };
  output?: unknown;
  error?: JobError;
  waiting?: Waiting;
  eta?: Eta;
  reused?: {
    steps: number;
    savedSeconds: number;
  };
  attempts: number;
  run: number;
  parentId?: string;
  projectId?: string;
  priority: Priority;
  limits?: JobLimits;
  runAt?: string;
  expiresAt?: string;
  traceId?: string;
  traceUrl?: string;
  seq: number;
  createdAt: string;
  startedAt?: string;
  finishedAt?: string;
  resultExpiresAt?: string;
}
export interface JobError {
  code: string;
  detail: string;
}
export interface Waiting {
  position?: number;
  reason: 'paused' | 'rateLimited' | 'noWorker' | 'engineDown' | 'fairShare' | 'children' | 'backoff' | 'scheduled';
  clearsAt?: string;
}
export interface JobLimits {
  softSeconds?: number;
  hardSeconds?: number;
}
export interface JobEvent {
  jobId: string;
  parentId?: string;
  type: string;
  seq: number;
  run: number;
  at: string;
  change: {
    type?: string;
    status?: JobStatus;
    percent?: number;
    step?: string;
    message?: string;
    input?: {
      [k: string]: unknown;
    };
    error?: JobError;
    output?: unknown;
    waiting?: Waiting | null;
    reused?: {
      steps: number;
      savedSeconds: number;
    };
    attempts?: number;
    startedAt?: string;
    finishedAt?: string;
    resultExpiresAt?: string;
  };
  log?: string[];
}
export interface JobLog {
  items: LogEntry[];
  nextCursor?: string;
}
export interface LogEntry {
  seq: number;
  run: number;
  at: string;
  lines: string[];
}
export interface JobPage {
  items: Job[];
  nextCursor?: string;
}
export interface JobResult {
  id: string;
  type: string;
  output?: unknown;
  finishedAt?: string;
  resultExpiresAt?: string;
}
export interface JobSnapshot {
  job: Job;
  children: Job[];
  artifacts: Artifact[];
}
export interface JobVocabulary {
  language: string;
  items: {
    lemma: string;
    kind: 'word' | 'phrasalVerb' | 'idiom';
    partOfSpeech: string;
    forms: string[];
    count: number;
    rank?: number;
    cefr?: {
      level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2';
      method: 'list' | 'rank-band' | 'estimate';
      confidence: number;
    };
    gloss?: {
      text: string;
      source: string;
    };
    firstSeconds?: number;
    example: {
      text: string;
      translation?: string;
      startSeconds?: number;
      endSeconds?: number;
    };
    state: 'new' | 'learning' | 'known' | 'ignored';
    step?: number;
  }[];
  nextCursor?: string;
  coverage: {
    percent: number;
    known: number;
    total: number;
  };
}
export interface LearnerWord {
  language: string;
  lemma: string;
  state: 'new' | 'learning' | 'known' | 'ignored';
  step?: number;
  updatedAt?: string;
}
export interface LearnerWordPage {
  items: LearnerWord[];
  nextCursor?: string;
}
export interface Me {
  id: string;
  name: string;
  role: 'user' | 'operator' | 'admin';
  scopes?: Scope[];
  keyId?: string;
}
export interface NotificationPage {
  items: InAppNotification[];
  unread: number;
  nextCursor?: string;
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  traceId?: string;
  errors?: {
    pointer: string;
    detail: string;
  }[];
}
export interface Project {
  id: string;
  name: string;
  settings: {
    language?: string;
    imageEngine?: 'procedural' | 'automatic1111' | 'openai' | 'comfyui';
    imageModel?: string;
    style?: string;
    steps?: number;
    speechEngine?: 'flite' | 'espeak' | 'piper' | 'openai' | 'sherpa';
    voice?: string;
    voices?: {
      [k: string]: string;
    };
    aspectRatio?: '16:9' | '9:16' | '1:1';
    quality?: 'draft' | 'final';
    subtitles?: 'burned' | 'soft' | 'none';
    transitionSeconds?: number;
    titleCard?: boolean;
    endCard?: boolean;
    musicUploadId?: string;
  };
  role: 'owner' | 'editor' | 'viewer';
  createdAt: string;
}
export interface ProjectMember {
  userId: string;
  name: string;
  role: 'owner' | 'editor' | 'viewer';
}
export interface ProjectMembers {
  items: ProjectMember[];
}
export interface ProjectPage {
  items: Project[];
  nextCursor?: string;
}
export interface Provenance {
  manifest: {
    engine: string;
    version?: string;
    model?: string;
    source: 'trainedAlgorithmicMedia' | 'algorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia' | 'composite';
    parameters: {
      [k: string]: unknown;
    };
    seed?: number;
    /**
     * @maxItems 1000
     */
    inputs: {
      name: string;
      sha256: string;
    }[];
    artifact: {
      name: string;
      mediaType: string;
      bytes: number;
      sha256: string;
    };
    job: {
      id: string;
      type: string;
    };
    madeAt: string;
  };
  isSigned: boolean;
  isUnchanged: boolean;
  keyId: string;
  jws: string;
}
export interface PurgeResult {
  matched: number;
  cancelled: number;
}
export interface Purged {
  matched: number;
  dryRun: boolean;
}
export interface QueueList {
  items: QueueStatus[];
}
export interface QueueStatus {
  queue: string;
  state: 'open' | 'paused' | 'draining';
  since?: string;
  queued: number;
  running: number;
  retrying: number;
  scheduled: number;
  oldestAt?: string;
}
export interface QueueStatsList {
  items: {
    queue: string;
    workers: number;
    slots: number;
    active: number;
    reserved: number;
    queued: number;
    scheduled: number;
    retrying: number;
    lastHour: {
      accepted: number;
      succeeded: number;
      failed: number;
      cancelled: number;
      expired: number;
    };
  }[];
}
export interface RegisteredTaskList {
  items: {
    type: string;
    queue: string;
    attempts: number;
    softSeconds: number;
    hardSeconds: number;
    engines: string[];
    workers: number;
  }[];
}
export interface Report {
  id: string;
  type: 'daily' | 'user' | 'systemHealth' | 'corpusStatistics';
  status: JobStatus;
  percent: number;
  options: {
    [k: string]: unknown;
  };
  error?: JobError;
  files: Artifact[];
  createdAt: string;
  finishedAt?: string;
}
export interface ReportPage {
  items: Report[];
  nextCursor?: string;
}
export interface RetryResult {
  matched: number;
  retried: number;
}
export interface Schedule {
  name: string;
  type: string;
  input: {
    [k: string]: unknown;
  };
  cron: string;
  enabled: boolean;
  nextRunAt?: string;
  lastRunAt?: string;
  lastJobId?: string;
}
export interface ScheduleList {
  items: Schedule[];
}
export interface SchedulePreview {
  times: string[];
}
export interface ScriptUpload {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
  state: 'none' | 'processing' | 'processed' | 'failed' | 'cancelled';
  lastJobId?: string;
  createdAt: string;
  kind: 'script';
  probe: {
    characters: number;
    format?: 'prose' | 'markdown' | 'fountain' | 'json';
  };
}
export interface SignedLink {
  url: string;
  expiresAt: string;
}
export interface StoredGlossary {
  name: string;
  from: string;
  to: string;
  /**
   * @maxItems 1000
   */
  terms: {
    source: string;
    target: string;
  }[];
  id: string;
  createdAt: string;
  updatedAt: string;
}
export interface Task {
  id: string;
  type: string;
  queue: string;
  status: JobStatus;
  priority: Priority;
  userId: string;
  parentId?: string;
  percent: number;
  step?: string;
  attempts: number;
  worker?: string;
  createdAt: string;
  startedAt?: string;
  dueAt?: string;
}
export interface TaskPage {
  items: Task[];
  nextCursor?: string;
}
export interface UnreadCount {
  unread: number;
}
export interface UploadPage {
  items: Upload[];
  nextCursor?: string;
}
export interface Webhook {
  id: string;
  url: string;
  description?: string;
  events: ('job.succeeded' | 'job.failed' | 'job.cancelled' | 'job.expired' | 'webhook.test')[];
  enabled: boolean;
  disabledReason?: 'gone' | 'failing';
  oldSecretUntil?: string;
  createdAt: string;
}
export interface WebhookDelivery {
  id: string;
  webhookId: string;
  event: 'job.succeeded' | 'job.failed' | 'job.cancelled' | 'job.expired' | 'webhook.test';
  jobId?: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: {
    at: string;
    ms: number;
    httpStatus?: number;
    error?: 'refusedAddress' | 'timedOut' | 'tooLarge' | 'unreachable' | 'badStatus' | 'secretUnavailable';
    answer?: string;
  }[];
  nextAttemptAt?: string;
  createdAt: string;
}
export interface WebhookDeliveryPage {
  items: WebhookDelivery[];
  nextCursor?: string;
}
export interface WebhookEvent {
  type: 'job.succeeded' | 'job.failed' | 'job.cancelled' | 'job.expired' | 'webhook.test';
  timestamp: string;
  data: {
    webhookId: string;
    job?: {
      id: string;
      type: string;
      status: string;
      run: number;
      projectId?: string;
      error?: JobError;
      createdAt: string;
      finishedAt: string;
    };
  };
}
export interface WebhookPage {
  items: Webhook[];
  nextCursor?: string;
}
export interface WebhookWithSecret {
  id: string;
  url: string;
  description?: string;
  events: ('job.succeeded' | 'job.failed' | 'job.cancelled' | 'job.expired' | 'webhook.test')[];
  enabled: boolean;
  disabledReason?: 'gone' | 'failing';
  oldSecretUntil?: string;
  createdAt: string;
  secret: string;
}
export interface WordsChanged {
  changed: number;
}
export interface WorkerList {
  items: {
    id: string;
    name: string;
    queues: {
      [k: string]: number;
    };
    active: number;
    rssBytes: number;
    startedAt: string;
    seenAt: string;
  }[];
}
export interface WorkersHealth {
  status: 'healthy' | 'unhealthy';
  message?: string;
  workers: number;
  activeTasks: number;
  slots: {
    [k: string]: number;
  };
  unserved: string[];
}
export interface AccountChange {
  name?: string;
  role?: 'user' | 'operator' | 'admin';
  disabled?: boolean;
}
export interface ApiKeyChange {
  name: string;
}
export interface ApiKeyRotation {
  overlapSeconds?: number;
}
export interface DeckRequest {
  format?: 'apkg' | 'csv';
  /**
   * @minItems 1
   * @maxItems 6
   */
  levels?: ('A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2')[];
  limit?: number;
  withAudio?: boolean;
  withPicture?: boolean;
  /**
   * @minItems 1
   * @maxItems 4
   */
  states?: ('new' | 'learning' | 'known' | 'ignored')[];
  /**
   * @maxItems 2000
   */
  lemmas?: string[];
}
export interface GlossaryChange {
  name?: string;
  from?: string;
  to?: string;
  /**
   * @maxItems 1000
   */
  terms?: {
    source: string;
    target: string;
  }[];
}
export interface LineEdit {
  startSeconds: number;
  text?: string;
  translation?: string;
}
export interface NewAccount {
  name: string;
  role?: 'user' | 'operator' | 'admin';
}
export interface NewApiKey {
  name: string;
  /**
   * @minItems 1
   * @maxItems 12
   */
  scopes?: Scope[];
  expiresAt?: string;
}
export interface NewApiKeyFor {
  name: string;
  /**
   * @minItems 1
   * @maxItems 12
   */
  scopes?: Scope[];
  expiresAt?: string;
  userId: string;
}
export interface NewGlossary {
  name: string;
  from: string;
  to: string;
  /**
   * @maxItems 1000
   */
  terms?: {
    source: string;
    target: string;
  }[];
}
export interface NewNotification {
  /**
   * @minItems 1
   * @maxItems 20000
   */
  recipients: (
    | {
        userId: string;
      }
    | {
        email: string;
        language?: string;
      }
    | {
        phone: string;
      }
  )[];
  subject: string;
  message: string;
  topic?: 'jobSucceeded' | 'jobFailed' | 'report' | 'announcement' | 'systemAlert' | 'security';
  /**
   * @minItems 1
   * @maxItems 3
   */
  channels?: ('email' | 'sms' | 'inApp')[];
}
export interface NewProject {
  name: string;
  settings?: {
    language?: string;
    imageEngine?: 'procedural' | 'automatic1111' | 'openai' | 'comfyui';
    imageModel?: string;
    style?: string;
    steps?: number;
    speechEngine?: 'flite' | 'espeak' | 'piper' | 'openai' | 'sherpa';
    voice?: string;
    voices?: {
      [k: string]: string;
    };
    aspectRatio?: '16:9' | '9:16' | '1:1';
    quality?: 'draft' | 'final';
    subtitles?: 'burned' | 'soft' | 'none';
    transitionSeconds?: number;
    titleCard?: boolean;
    endCard?: boolean;
    musicUploadId?: string;
  };
}
export interface NewRecord {
  title: string;
  description?: string;
  uploadId?: string;
  language?: string;
  category?: string;
  place?: string;
  contributor?: string;
  consent?: {
    given: boolean;
    on?: string;
    reference?: string;
  };
  licence?: string;
  projectId?: string;
}
export interface NewSchedule {
  name: string;
  type: string;
  input?: {
    [k: string]: unknown;
  };
  cron: string;
  enabled?: boolean;
}
export interface NewWebhook {
  url: string;
  description?: string;
  /**
   * @minItems 1
   */
  events?: ('job.succeeded' | 'job.failed' | 'job.cancelled' | 'job.expired')[];
}
export interface NotificationMark {
  isRead: boolean;
  /**
   * @minItems 1
   * @maxItems 200
   */
  ids?: string[];
}
export interface NotificationPreferences {
  email?: string;
  emailVerified?: boolean;
  confirmationMail?: 'onItsWay' | 'notNow';
  phone?: string;
  language?: string;
  timeZone?: string;
  quietHours?: {
    from: string;
    to: string;
  };
  channels?: {
    /**
     * @maxItems 3
     */
    [k: string]: ('email' | 'sms' | 'inApp')[];
  };
}
export interface ProjectChange {
  name?: string;
  settings?: {
    language?: string;
    imageEngine?: 'procedural' | 'automatic1111' | 'openai' | 'comfyui';
    imageModel?: string;
    style?: string;
    steps?: number;
    speechEngine?: 'flite' | 'espeak' | 'piper' | 'openai' | 'sherpa';
    voice?: string;
    voices?: {
      [k: string]: string;
    };
    aspectRatio?: '16:9' | '9:16' | '1:1';
    quality?: 'draft' | 'final';
    subtitles?: 'burned' | 'soft' | 'none';
    transitionSeconds?: number;
    titleCard?: boolean;
    endCard?: boolean;
    musicUploadId?: string;
  };
}
export interface RecordChange {
  title?: string;
  description?: string | null;
  uploadId?: string;
  language?: string | null;
  category?: string | null;
  place?: string | null;
  contributor?: string | null;
  consent?: {
    given: boolean;
    on?: string;
    reference?: string;
  } | null;
  licence?: string | null;
}
export interface ScheduleChange {
  input?: {
    [k: string]: unknown;
  };
  cron?: string;
  enabled?: boolean;
}
export interface WebhookChange {
  url?: string;
  description?: string;
  /**
   * @minItems 1
   */
  events?: ('job.succeeded' | 'job.failed' | 'job.cancelled' | 'job.expired')[];
  enabled?: boolean;
}
export interface WordChange {
  language: string;
  lemma: string;
  state: 'new' | 'learning' | 'known' | 'ignored';
  step?: number;
}
export interface WordState {
  state: 'new' | 'learning' | 'known' | 'ignored';
  step?: number;
}
export interface SystemHealthCheckInput {}
export interface SystemHealthCheckOutput {
  status: 'healthy' | 'degraded';
  checks: {
    name: string;
    ok: boolean;
    ms: number;
    detail?: string;
  }[];
}
export interface SystemDebugInput {
  waitMs?: number;
  steps?: number;
  failures?: number;
  parts?: number;
  artifactBytes?: number;
  effect?: string;
  note?: string;
}
export interface SystemDebugOutput {
  status: 'success';
  message: string;
  note?: string;
}
export interface VideoProcessInput {
  uploadId: string;
  language?: string;
  targetLanguage?: string;
  audioTrack?: number;
  /**
   * @maxItems 1000
   */
  glossary?: {
    source: string;
    target: string;
  }[];
  /**
   * @maxItems 10000
   */
  memory?: {
    source: string;
    target: string;
    language?: string;
  }[];
  formality?: 'formal' | 'informal';
  cleanAudio?: boolean;
  /**
   * @maxItems 3
   */
  skip?: ('translate' | 'vocabulary' | 'quality')[];
  /**
   * @maxItems 10000
   */
  edits?: {
    startSeconds: number;
    text?: string;
    translation?: string;
  }[];
  startSeconds?: number;
  endSeconds?: number;
  chunkSeconds?: number;
  burnIn?: boolean;
  mux?: boolean;
}
export interface VideoProcessOutput {
  durationSeconds: number;
  chunks: number;
  segments: number;
  words: number;
  vocabularyCount: number;
  language: string;
  targetLanguage?: string;
  quality?: {
    score?: number;
    cues: number;
    cuesWithFindings: number;
    findings: {
      [k: string]: number;
    };
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface VideoProcessChunkInput {
  uploadId: string;
  language?: string;
  targetLanguage?: string;
  audioTrack?: number;
  /**
   * @maxItems 1000
   */
  glossary?: {
    source: string;
    target: string;
  }[];
  /**
   * @maxItems 10000
   */
  memory?: {
    source: string;
    target: string;
    language?: string;
  }[];
  formality?: 'formal' | 'informal';
  cleanAudio?: boolean;
  /**
   * @maxItems 3
   */
  skip?: ('translate' | 'vocabulary' | 'quality')[];
  /**
   * @maxItems 10000
   */
  edits?: {
    startSeconds: number;
    text?: string;
    translation?: string;
  }[];
  startSeconds: number;
  endSeconds: number;
  chunkNumber?: number;
  totalChunks?: number;
}
export interface VideoProcessChunkOutput {
  transcript: string;
  vocabulary?: string;
  segments: number;
  words: number;
  vocabularyCount: number;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface VideoTranslateSegmentsInput {
  /**
   * @maxItems 100000
   */
  segments: {
    text: string;
    [k: string]: unknown;
  }[];
  sourceLanguage: string;
  targetLanguage: string;
  /**
   * @maxItems 1000
   */
  glossary?: {
    source: string;
    target: string;
  }[];
  /**
   * @maxItems 10000
   */
  memory?: {
    source: string;
    target: string;
    language?: string;
  }[];
  formality?: 'formal' | 'informal';
}
export interface VideoTranslateSegmentsOutput {
  segments: {
    text: string;
    translation: string;
    [k: string]: unknown;
  }[];
  translator: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
}
export interface VideoProcessContentInput {
  uploadId: string;
  language?: string;
  targetLanguage?: string;
  audioTrack?: number;
  /**
   * @maxItems 1000
   */
  glossary?: {
    source: string;
    target: string;
  }[];
  /**
   * @maxItems 10000
   */
  memory?: {
    source: string;
    target: string;
    language?: string;
  }[];
  formality?: 'formal' | 'informal';
  cleanAudio?: boolean;
  /**
   * @maxItems 3
   */
  skip?: ('translate' | 'vocabulary' | 'quality')[];
  /**
   * @maxItems 10000
   */
  edits?: {
    startSeconds: number;
    text?: string;
    translation?: string;
  }[];
  startSeconds?: number;
  endSeconds?: number;
  chunkSeconds?: number;
  /**
   * @minItems 1
   * @maxItems 6
   */
  levels?: ('A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2')[];
  maxExpressions?: number;
  contextSeconds?: number;
}
export interface VideoProcessContentOutput {
  expressions: {
    expression: string;
    translation?: string;
    startSeconds: number;
    endSeconds: number;
  }[];
  durationSeconds: number;
  language: string;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface VocabularyExtractInput {
  text: string;
  language: string;
  targetLanguage?: string;
  /**
   * @maxItems 6
   */
  levels?: ('A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2')[];
}
export interface VocabularyExtractOutput {
  vocabularyCount: number;
  vocabulary: {
    language: string;
    analyser: string;
    entries: {
      lemma: string;
      kind: 'word' | 'phrasalVerb' | 'idiom';
      partOfSpeech: string;
      forms: string[];
      count: number;
      rank?: number;
      cefr?: {
        level: 'A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2';
        method: 'list' | 'rank-band' | 'estimate';
        confidence: number;
      };
      gloss?: {
        text: string;
        source: string;
      };
      firstSeconds?: number;
      example: {
        text: string;
        translation?: string;
        startSeconds?: number;
        endSeconds?: number;
      };
    }[];
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface VocabularyExportDeckInput {
  uploadId: string;
  language?: string;
  targetLanguage?: string;
  audioTrack?: number;
  /**
   * @maxItems 1000
   */
  glossary?: {
    source: string;
    target: string;
  }[];
  /**
   * @maxItems 10000
   */
  memory?: {
    source: string;
    target: string;
    language?: string;
  }[];
  formality?: 'formal' | 'informal';
  cleanAudio?: boolean;
  /**
   * @maxItems 3
   */
  skip?: ('translate' | 'vocabulary' | 'quality')[];
  /**
   * @maxItems 10000
   */
  edits?: {
    startSeconds: number;
    text?: string;
    translation?: string;
  }[];
  startSeconds?: number;
  endSeconds?: number;
  chunkSeconds?: number;
  format?: 'apkg' | 'csv';
  /**
   * @minItems 1
   * @maxItems 6
   */
  levels?: ('A1' | 'A2' | 'B1' | 'B2' | 'C1' | 'C2')[];
  limit?: number;
  withAudio?: boolean;
  withPicture?: boolean;
  name?: string;
  /**
   * @maxItems 50000
   */
  lemmas?: string[];
  /**
   * @maxItems 50000
   */
  except?: string[];
}
export interface VocabularyExportDeckOutput {
  format: 'apkg' | 'csv';
  cards: number;
  language: string;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface SlidesGenerateInput {
  title?: string;
  expression: string;
  translation?: string;
  pronunciation?: string;
  example?: string;
  exampleTranslation?: string;
  notes?: string;
  language?: string;
  targetLanguage?: string;
  extra?: {
    [k: string]: string;
  };
  template?: 'card' | 'dark' | 'story';
  /**
   * @minItems 1
   * @maxItems 4
   */
  formats?: ('png' | 'pdf' | 'pptx' | 'mp4')[];
  seconds?: number;
  uploadId?: string;
  pictureSeconds?: number;
}
export interface SlidesGenerateOutput {
  width: number;
  height: number;
  formats: ('png' | 'pdf' | 'pptx' | 'mp4')[];
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface PdfTranslateInput {
  uploadId: string;
  password?: string;
  pages?: string;
  recognizeText?: boolean;
  language?: string;
  targetLanguage: string;
  tone?: 'formal' | 'neutral' | 'informal' | 'professional' | 'friendly' | 'simple';
  /**
   * @minItems 1
   * @maxItems 3
   */
  layouts?: ('inPlace' | 'sideBySide' | 'alternating')[];
  /**
   * @maxItems 1000
   */
  glossary?: {
    source: string;
    target: string;
  }[];
  /**
   * @maxItems 10000
   */
  memory?: {
    source: string;
    target: string;
    language?: string;
  }[];
}
export interface PdfTranslateOutput {
  pages: number;
  blocks: number;
  translatedBlocks: number;
  language: string;
  targetLanguage: string;
  translator?: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  untouchedPages: {
    page: number;
    reason: string;
  }[];
  fidelity: {
    pages: number;
    untouchedPages: number;
    scannedPages: number;
    blocks: number;
    translatedBlocks: number;
    overflowingBlocks: number;
    newOverlaps: number;
    reducedBlocks: number;
    smallestScale: number;
    untranslatedWords: number;
    words: number;
    flattenedBlocks: number;
    changedNames?: number;
    fallbackFonts: string[];
    mostChangedPixels?: number;
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface PdfExtractInput {
  uploadId: string;
  password?: string;
  pages?: string;
  recognizeText?: boolean;
  language?: string;
}
export interface PdfExtractOutput {
  document: string;
  pages: number;
  blocks: number;
  characters: number;
  scannedPages: number;
  untouchedPages: {
    page: number;
    reason: string;
  }[];
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface PdfTranslateBlocksInput {
  uploadId?: string;
  /**
   * @maxItems 200000
   */
  blocks: {
    id: string;
    /**
     * @maxItems 5000
     */
    text: (
      | {
          text: string;
          span?: number;
        }
      | {
          formula: number;
        }
    )[];
    continuedBy?: string;
  }[];
  sourceLanguage: string;
  targetLanguage: string;
  /**
   * @maxItems 1000
   */
  glossary?: {
    source: string;
    target: string;
  }[];
  /**
   * @maxItems 10000
   */
  memory?: {
    source: string;
    target: string;
    language?: string;
  }[];
  formality?: 'formal' | 'informal';
}
export interface PdfTranslateBlocksOutput {
  blocks: {
    id: string;
    /**
     * @maxItems 5000
     */
    text: (
      | {
          text: string;
          span?: number;
        }
      | {
          formula: number;
        }
    )[];
    translatedBy: string;
    unknownWords: number;
    words: number;
    isFlattened: boolean;
    changedNames: string[];
  }[];
  translator: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface PdfCustomizeToneInput {
  uploadId?: string;
  /**
   * @maxItems 200000
   */
  blocks: {
    id: string;
    /**
     * @maxItems 5000
     */
    text: (
      | {
          text: string;
          span?: number;
        }
      | {
          formula: number;
        }
    )[];
  }[];
  language: string;
  tone: 'formal' | 'neutral' | 'informal' | 'professional' | 'friendly' | 'simple';
}
export interface PdfCustomizeToneOutput {
  /**
   * @maxItems 200000
   */
  blocks: {
    id: string;
    /**
     * @maxItems 5000
     */
    text: (
      | {
          text: string;
          span?: number;
        }
      | {
          formula: number;
        }
    )[];
  }[];
  changedBlocks: number;
  customizer?: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface PdfReconstructInput {
  uploadId: string;
  password?: string;
  pages?: string;
  recognizeText?: boolean;
  /**
   * @maxItems 200000
   */
  blocks: {
    id: string;
    /**
     * @maxItems 5000
     */
    text: (
      | {
          text: string;
          span?: number;
        }
      | {
          formula: number;
        }
    )[];
    unknownWords?: number;
    words?: number;
    isFlattened?: boolean;
    changedNames?: string[];
  }[];
  targetLanguage: string;
  language?: string;
  /**
   * @minItems 1
   * @maxItems 3
   */
  layouts?: ('inPlace' | 'sideBySide' | 'alternating')[];
  /**
   * @maxItems 20000
   */
  untouchedPages?: {
    page: number;
    reason: string;
  }[];
  /**
   * @maxItems 100
   */
  warnings?: {
    code: string;
    detail: string;
  }[];
}
export interface PdfReconstructOutput {
  files: {
    layout: 'inPlace' | 'sideBySide' | 'alternating';
    name: string;
    bytes: number;
  }[];
  pictures: {
    name: string;
  }[];
  made: string;
  untouchedPages: {
    page: number;
    reason: string;
  }[];
  fidelity: {
    pages: number;
    untouchedPages: number;
    scannedPages: number;
    blocks: number;
    translatedBlocks: number;
    overflowingBlocks: number;
    newOverlaps: number;
    reducedBlocks: number;
    smallestScale: number;
    untranslatedWords: number;
    words: number;
    flattenedBlocks: number;
    changedNames?: number;
    fallbackFonts: string[];
    mostChangedPixels?: number;
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface ScriptParseInput {
  script?: string;
  uploadId?: string;
  format?: 'prose' | 'markdown' | 'fountain' | 'json';
  reader?: 'rules' | 'model';
  title?: string;
  language?: string;
  seed?: number;
}
export interface ScriptParseOutput {
  film: {
    title: string;
    language: string;
    /**
     * @minItems 1
     * @maxItems 200
     */
    scenes: {
      id: string;
      heading: string;
      action: string;
      /**
       * @maxItems 200
       */
      lines: {
        speaker?: string;
        text: string;
      }[];
      picturePrompt: string;
      negativePrompt?: string;
      seed: number;
      voice?: string;
      movement?: 'zoomIn' | 'zoomOut' | 'panLeft' | 'panRight' | 'parallax' | 'still';
      durationSeconds?: number;
    }[];
  };
  reader: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface GenerationFullVideoInput {
  script?: string;
  uploadId?: string;
  format?: 'prose' | 'markdown' | 'fountain' | 'json';
  reader?: 'rules' | 'model';
  title?: string;
  language?: string;
  seed?: number;
  film?: {
    title: string;
    language: string;
    /**
     * @minItems 1
     * @maxItems 200
     */
    scenes: {
      id: string;
      heading?: string;
      action?: string;
      /**
       * @maxItems 200
       */
      lines?: {
        speaker?: string;
        text: string;
      }[];
      picturePrompt: string;
      negativePrompt?: string;
      seed: number;
      voice?: string;
      movement?: 'zoomIn' | 'zoomOut' | 'panLeft' | 'panRight' | 'parallax' | 'still';
      durationSeconds?: number;
    }[];
  };
  imageEngine?: 'procedural' | 'automatic1111' | 'openai' | 'comfyui';
  imageModel?: string;
  style?: string;
  steps?: number;
  speechEngine?: 'flite' | 'espeak' | 'piper' | 'openai' | 'sherpa';
  voice?: string;
  voices?: {
    [k: string]: string;
  };
  aspectRatio?: '16:9' | '9:16' | '1:1';
  quality?: 'draft' | 'final';
  subtitles?: 'burned' | 'soft' | 'none';
  transitionSeconds?: number;
  titleCard?: boolean;
  endCard?: boolean;
  musicUploadId?: string;
  maxCost?: number;
}
export interface GenerationFullVideoOutput {
  title: string;
  language: string;
  durationSeconds: number;
  scenes: number;
  frames: number;
  imageEngine: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  speechEngine?: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  /**
   * @maxItems 200
   */
  missingScenes: {
    id: string;
    reason: string;
  }[];
  cost: {
    amount: number;
    currency: string;
  };
  /**
   * @maxItems 100
   */
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface GenerationImageInput {
  width: number;
  height: number;
  prompt: string;
  negativePrompt?: string;
  seed: number;
  imageEngine?: 'procedural' | 'automatic1111' | 'openai' | 'comfyui';
  imageModel?: string;
  style?: string;
  steps?: number;
  sceneId?: string;
}
export interface GenerationImageOutput {
  picture: string;
  /**
   * @maxItems 8
   */
  layers: string[];
  width: number;
  height: number;
  seed: number;
  engine: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  source: 'trainedAlgorithmicMedia' | 'algorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia' | 'composite';
  isNew: boolean;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface GenerationAudioInput {
  /**
   * @minItems 1
   * @maxItems 200
   */
  lines: {
    speaker?: string;
    text: string;
  }[];
  language: string;
  speechEngine?: 'flite' | 'espeak' | 'piper' | 'openai' | 'sherpa';
  voice?: string;
  voices?: {
    [k: string]: string;
  };
  sceneId?: string;
}
export interface GenerationAudioOutput {
  sound: string;
  durationSeconds: number;
  source: 'trainedAlgorithmicMedia' | 'algorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia' | 'composite';
  words: {
    text: string;
    startSeconds: number;
    endSeconds: number;
    confidence?: number;
  }[][];
  loudnessLufs?: number;
  engine: {
    engine: string;
    version?: string;
    quality: 'draft' | 'good';
  };
  isNew: boolean;
  newCharacters: number;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface GenerationAnimateInput {
  picture: string;
  /**
   * @maxItems 8
   */
  layers?: string[];
  durationSeconds: number;
  movement?: 'zoomIn' | 'zoomOut' | 'panLeft' | 'panRight' | 'parallax' | 'still';
  seed?: number;
  language?: string;
  /**
   * @maxItems 200
   */
  words?: {
    text: string;
    startSeconds: number;
    endSeconds: number;
    confidence?: number;
  }[][];
  aspectRatio?: '16:9' | '9:16' | '1:1';
  quality?: 'draft' | 'final';
  subtitles?: 'burned' | 'soft' | 'none';
  transitionSeconds?: number;
  sceneId?: string;
}
export interface GenerationAnimateOutput {
  clip: string;
  frames: number;
  durationSeconds: number;
  movement: 'zoomIn' | 'zoomOut' | 'panLeft' | 'panRight' | 'parallax' | 'still';
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface GenerationComposeInput {
  title: string;
  language: string;
  /**
   * @minItems 1
   * @maxItems 200
   */
  scenes: {
    heading?: string;
    clip: string;
    frames: number;
    durationSeconds: number;
    sound?: string;
    soundStartSeconds?: number;
    /**
     * @maxItems 200
     */
    words?: {
      text: string;
      startSeconds: number;
      endSeconds: number;
      confidence?: number;
    }[][];
  }[];
  source?: 'trainedAlgorithmicMedia' | 'algorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia' | 'composite';
  aspectRatio?: '16:9' | '9:16' | '1:1';
  quality?: 'draft' | 'final';
  subtitles?: 'burned' | 'soft' | 'none';
  transitionSeconds?: number;
  titleCard?: boolean;
  endCard?: boolean;
  musicUploadId?: string;
}
export interface GenerationComposeOutput {
  film: string;
  poster: string;
  source: 'trainedAlgorithmicMedia' | 'algorithmicMedia' | 'compositeWithTrainedAlgorithmicMedia' | 'composite';
  subtitles: {
    name: string;
    file: string;
  }[];
  durationSeconds: number;
  frames: number;
  loudnessLufs?: number;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface CorpusProcessAudioInput {
  recordId?: string;
  uploadId: string;
  language?: string;
  transcribe?: boolean;
}
export interface CorpusProcessAudioOutput {
  recordId?: string;
  measures: {
    durationSeconds: number;
    speechSeconds: number;
    integratedLufs?: number;
    loudnessRangeLu?: number;
    truePeakDbtp?: number;
    clippedShare: number;
    signalToNoiseDb?: number;
    sampleRateHz: number;
    channels: number;
    flags: (
      'tooQuiet' | 'tooLoud' | 'clipped' | 'noisy' | 'littleSpeech' | 'noSpeech' | 'tooShort' | 'lowSampleRate'
    )[];
  };
  transcript?: {
    text: string;
    language: string;
    engine: string;
    isDraft: boolean;
    words: number;
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface CorpusAnalyzeContentInput {
  recordId?: string;
  uploadId: string;
  language?: string;
}
export interface CorpusAnalyzeContentOutput {
  recordId?: string;
  durationSeconds: number;
  speechSeconds: number;
  pauses: {
    count: number;
    meanSeconds: number;
    longestSeconds: number;
  };
  languages: {
    language: string;
    confidence: number;
  }[];
  transcript?: {
    text: string;
    language: string;
    engine: string;
    isDraft: boolean;
    words: number;
  };
  wordsPerMinute?: number;
  distinctWords?: number;
  keywords: {
    word: string;
    count: number;
  }[];
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface CorpusDetectLanguagesInput {
  /**
   * @minItems 1
   * @maxItems 50000
   */
  texts?: {
    id: string;
    text: string;
  }[];
  uploadId?: string;
  part?: {
    start: number;
    end: number;
    firstLine: number;
    texts: number;
    isJson: boolean;
  };
}
export interface CorpusDetectLanguagesOutput {
  items?: {
    id: string;
    language?: string;
    confidence: number;
    error?: {
      code: string;
      detail: string;
    };
  }[];
  counts: {
    [k: string]: number;
  };
  undetermined: number;
  failed: number;
}
export interface CorpusBatchProcessInput {
  /**
   * @minItems 1
   * @maxItems 10000
   */
  recordIds: string[];
  action?: 'processAudio' | 'analyzeContent';
  /**
   * @maxItems 10000
   */
  items?: {
    recordId: string;
    uploadId: string;
    language?: string;
  }[];
  part?: true;
}
export interface CorpusBatchProcessOutput {
  items?: {
    recordId: string;
    ok: boolean;
    error?: {
      code: string;
      detail: string;
    };
  }[];
  succeeded: number;
  failed: number;
}
export interface StorageUploadInput {
  uploadId?: string;
  file?: string;
}
export interface StorageUploadOutput {
  key: string;
  bytes: number;
  sha256: string;
  parts: number;
  resumedParts: number;
}
export interface NotificationsSendInput {
  /**
   * @minItems 1
   * @maxItems 50
   */
  recipients: (
    | {
        userId: string;
      }
    | {
        email: string;
        language?: string;
      }
    | {
        phone: string;
      }
  )[];
  subject: string;
  message: string;
  topic?: 'jobSucceeded' | 'jobFailed' | 'report' | 'announcement' | 'systemAlert' | 'security';
  /**
   * @minItems 1
   * @maxItems 3
   */
  channels?: ('email' | 'sms' | 'inApp')[];
}
export interface NotificationsSendOutput {
  deliveries: {
    recipient: string;
    channel: 'email' | 'sms' | 'inApp';
    status: 'sent' | 'deferred' | 'suppressed' | 'failed';
    reason?: string;
  }[];
  sent: number;
  deferred: number;
  suppressed: number;
  failed: number;
}
export interface NotificationsSendBulkInput {
  /**
   * @minItems 1
   * @maxItems 20000
   */
  recipients: (
    | {
        userId: string;
      }
    | {
        email: string;
        language?: string;
      }
    | {
        phone: string;
      }
  )[];
  subject: string;
  message: string;
  topic?: 'jobSucceeded' | 'jobFailed' | 'report' | 'announcement' | 'systemAlert' | 'security';
  /**
   * @minItems 1
   * @maxItems 3
   */
  channels?: ('email' | 'sms' | 'inApp')[];
}
export interface NotificationsSendBulkOutput {
  sent: number;
  deferred: number;
  suppressed: number;
  failed: number;
}
export interface NotificationsProcessingCompleteInput {
  jobId: string;
  run: number;
  /**
   * @minItems 1
   * @maxItems 3
   */
  channels?: ('email' | 'sms' | 'inApp')[];
}
export interface NotificationsProcessingCompleteOutput {
  deliveries: {
    recipient: string;
    channel: 'email' | 'sms' | 'inApp';
    status: 'sent' | 'deferred' | 'suppressed' | 'failed';
    reason?: string;
  }[];
  sent: number;
  deferred: number;
  suppressed: number;
  failed: number;
}
export interface NotificationsSystemAlertInput {
  severity: 'info' | 'warning' | 'critical';
  subject: string;
  message: string;
  key?: string;
  throttleMinutes?: number;
}
export interface NotificationsSystemAlertOutput {
  deliveries: {
    recipient: string;
    channel: 'email' | 'sms' | 'inApp';
    status: 'sent' | 'deferred' | 'suppressed' | 'failed';
    reason?: string;
  }[];
  isThrottled: boolean;
  sent: number;
  deferred: number;
  suppressed: number;
  failed: number;
}
export interface MaintenanceCleanupOldFilesInput {
  days?: number;
  dryRun?: boolean;
}
export interface MaintenanceCleanupOldFilesOutput {
  files: number;
  bytes: number;
  rows: number;
  dryRun: boolean;
  /**
   * @maxItems 50
   */
  examples: string[];
}
export interface MaintenanceCleanupFailedUploadsInput {
  hours?: number;
  dryRun?: boolean;
}
export interface MaintenanceCleanupFailedUploadsOutput {
  files: number;
  bytes: number;
  rows: number;
  dryRun: boolean;
  /**
   * @maxItems 50
   */
  examples: string[];
}
export interface MaintenanceExpireResultsInput {
  dryRun?: boolean;
}
export interface MaintenanceExpireResultsOutput {
  files: number;
  bytes: number;
  rows: number;
  dryRun: boolean;
  /**
   * @maxItems 50
   */
  examples: string[];
}
export interface MaintenanceOptimizeDatabaseInput {
  reindex?: boolean;
}
export interface MaintenanceOptimizeDatabaseOutput {
  vacuumed: {
    table: string;
    deadRows: number;
    bytesBefore: number;
    bytesAfter: number;
  }[];
  analyzed: string[];
  indexes: {
    index: string;
    table: string;
    fault: 'invalid' | 'unused' | 'bloated' | 'duplicate';
    bytes: number;
  }[];
  reindexed: string[];
}
export interface MaintenanceBackupDatabaseInput {}
export interface MaintenanceBackupDatabaseOutput {
  backup: Backup;
  removed: number;
}
export interface MaintenanceRestoreTestInput {
  backupId?: string;
}
export interface MaintenanceRestoreTestOutput {
  backupId: string;
  tables: {
    table: string;
    expectedRows: number;
    restoredRows: number;
    erasedRows: number;
  }[];
  isSame: boolean;
}
export interface ReportsDailyInput {
  date?: string;
  /**
   * @minItems 1
   * @maxItems 3
   */
  formats?: ('json' | 'csv' | 'pdf')[];
  mail?: boolean;
}
export interface ReportsDailyOutput {
  date: string;
  jobs: number;
  failed: number;
  rows: number;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface ReportsUserInput {
  userId?: string;
  startDate: string;
  endDate: string;
  /**
   * @minItems 1
   * @maxItems 3
   */
  formats?: ('json' | 'csv' | 'pdf')[];
  mail?: boolean;
}
export interface ReportsUserOutput {
  startDate: string;
  endDate: string;
  jobs: number;
  rows: number;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface ReportsSystemHealthInput {
  hours?: number;
  /**
   * @minItems 1
   * @maxItems 3
   */
  formats?: ('json' | 'csv' | 'pdf')[];
  mail?: boolean;
}
export interface ReportsSystemHealthOutput {
  status: 'healthy' | 'degraded';
  rows: number;
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface ReportsCorpusStatisticsInput {
  projectId?: string;
  part?: {
    userId: string;
    after?: string;
    upTo: string;
  };
  /**
   * @minItems 1
   * @maxItems 3
   */
  formats?: ('json' | 'csv' | 'pdf')[];
  mail?: boolean;
}
export interface ReportsCorpusStatisticsOutput {
  statistics: {
    records: number;
    processed: number;
    hours: number;
    speechHours: number;
    byLanguage: {
      name: string;
      records: number;
      hours: number;
      speechHours: number;
    }[];
    byContributor: {
      name: string;
      records: number;
      hours: number;
      speechHours: number;
    }[];
    byCategory: {
      name: string;
      records: number;
      hours: number;
      speechHours: number;
    }[];
    byQuality: {
      name: string;
      records: number;
      hours: number;
      speechHours: number;
    }[];
    growth: {
      name: string;
      records: number;
      hours: number;
      speechHours: number;
    }[];
  };
  warnings: {
    code: string;
    detail: string;
  }[];
}
export interface GdprExportInput {
  userId?: string;
}
export interface GdprExportOutput {
  files: number;
  rows: number;
  bytes: number;
  expiresAt: string;
}
export interface GdprEraseInput {
  userId: string;
}
export interface GdprEraseOutput {
  certificateId: string;
  rows: number;
  files: number;
  redisKeys: number;
}

/** Every job kind, by name. */
export interface JobTypes {
  'system.healthCheck': { input: SystemHealthCheckInput; output: SystemHealthCheckOutput };
  'system.debug': { input: SystemDebugInput; output: SystemDebugOutput };
  'video.process': { input: VideoProcessInput; output: VideoProcessOutput };
  'video.processChunk': { input: VideoProcessChunkInput; output: VideoProcessChunkOutput };
  'video.translateSegments': { input: VideoTranslateSegmentsInput; output: VideoTranslateSegmentsOutput };
  'video.processContent': { input: VideoProcessContentInput; output: VideoProcessContentOutput };
  'vocabulary.extract': { input: VocabularyExtractInput; output: VocabularyExtractOutput };
  'vocabulary.exportDeck': { input: VocabularyExportDeckInput; output: VocabularyExportDeckOutput };
  'slides.generate': { input: SlidesGenerateInput; output: SlidesGenerateOutput };
  'pdf.translate': { input: PdfTranslateInput; output: PdfTranslateOutput };
  'pdf.extract': { input: PdfExtractInput; output: PdfExtractOutput };
  'pdf.translateBlocks': { input: PdfTranslateBlocksInput; output: PdfTranslateBlocksOutput };
  'pdf.customizeTone': { input: PdfCustomizeToneInput; output: PdfCustomizeToneOutput };
  'pdf.reconstruct': { input: PdfReconstructInput; output: PdfReconstructOutput };
  'script.parse': { input: ScriptParseInput; output: ScriptParseOutput };
  'generation.fullVideo': { input: GenerationFullVideoInput; output: GenerationFullVideoOutput };
  'generation.image': { input: GenerationImageInput; output: GenerationImageOutput };
  'generation.audio': { input: GenerationAudioInput; output: GenerationAudioOutput };
  'generation.animate': { input: GenerationAnimateInput; output: GenerationAnimateOutput };
  'generation.compose': { input: GenerationComposeInput; output: GenerationComposeOutput };
  'corpus.processAudio': { input: CorpusProcessAudioInput; output: CorpusProcessAudioOutput };
  'corpus.analyzeContent': { input: CorpusAnalyzeContentInput; output: CorpusAnalyzeContentOutput };
  'corpus.detectLanguages': { input: CorpusDetectLanguagesInput; output: CorpusDetectLanguagesOutput };
  'corpus.batchProcess': { input: CorpusBatchProcessInput; output: CorpusBatchProcessOutput };
  'storage.upload': { input: StorageUploadInput; output: StorageUploadOutput };
  'notifications.send': { input: NotificationsSendInput; output: NotificationsSendOutput };
  'notifications.sendBulk': { input: NotificationsSendBulkInput; output: NotificationsSendBulkOutput };
  'notifications.processingComplete': {
    input: NotificationsProcessingCompleteInput;
    output: NotificationsProcessingCompleteOutput;
  };
  'notifications.systemAlert': { input: NotificationsSystemAlertInput; output: NotificationsSystemAlertOutput };
  'maintenance.cleanupOldFiles': { input: MaintenanceCleanupOldFilesInput; output: MaintenanceCleanupOldFilesOutput };
  'maintenance.cleanupFailedUploads': {
    input: MaintenanceCleanupFailedUploadsInput;
    output: MaintenanceCleanupFailedUploadsOutput;
  };
  'maintenance.expireResults': { input: MaintenanceExpireResultsInput; output: MaintenanceExpireResultsOutput };
  'maintenance.optimizeDatabase': {
    input: MaintenanceOptimizeDatabaseInput;
    output: MaintenanceOptimizeDatabaseOutput;
  };
  'maintenance.backupDatabase': { input: MaintenanceBackupDatabaseInput; output: MaintenanceBackupDatabaseOutput };
  'maintenance.restoreTest': { input: MaintenanceRestoreTestInput; output: MaintenanceRestoreTestOutput };
  'reports.daily': { input: ReportsDailyInput; output: ReportsDailyOutput };
  'reports.user': { input: ReportsUserInput; output: ReportsUserOutput };
  'reports.systemHealth': { input: ReportsSystemHealthInput; output: ReportsSystemHealthOutput };
  'reports.corpusStatistics': { input: ReportsCorpusStatisticsInput; output: ReportsCorpusStatisticsOutput };
  'gdpr.export': { input: GdprExportInput; output: GdprExportOutput };
  'gdpr.erase': { input: GdprEraseInput; output: GdprEraseOutput };
}
