import { SignedLink, Upload } from '@polyspool/contracts/files';
import {
  ArtifactList,
  AttemptList,
  Job,
  JobPage,
  JobResult,
  JobSnapshot,
  type JobStatus,
} from '@polyspool/contracts/job-status';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import { Me } from '@polyspool/contracts/people';
import { Transcript } from '@polyspool/contracts/segments';
import type { videoJobs } from '@polyspool/contracts/video';
import type { z } from 'zod';
import { AccessClient } from './access-client.js';
import { callGateway, searchOf, type Call, type Fetch } from './call-gateway.js';
import { FilmsClient } from './films-client.js';
import { LearningClient } from './learning-client.js';
import { MyDataClient } from './my-data-client.js';
import { NotificationsClient } from './notifications-client.js';
import { OperationsClient } from './operations-client.js';
import { RecordsClient } from './records-client.js';
import { WebhooksClient } from './webhooks-client.js';

/** What may be asked of a video, but for the upload that the address names. */
export type ProcessOptions = Omit<z.input<(typeof videoJobs)['process']['input']>, 'uploadId'>;

/** What may be asked of a document, but for the upload that the address names. */
export type DocumentWishes = Omit<z.input<(typeof pdfJobs)['translate']['input']>, 'uploadId'>;

export interface JobQuery {
  readonly status?: JobStatus | undefined;
  readonly type?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number;
}

/** The gateway as typed calls; every answer is parsed. Throws `ApiProblem`. */
export class ApiClient {
  readonly operations: OperationsClient;
  readonly learning: LearningClient;
  readonly films: FilmsClient;
  readonly records: RecordsClient;
  readonly notifications: NotificationsClient;
  readonly webhooks: WebhooksClient;
  readonly myData: MyDataClient;
  readonly access: AccessClient;
  private readonly call: Call;

  constructor(fetch: Fetch, key: string) {
    this.call = callGateway(fetch, key);
    this.operations = new OperationsClient(this.call);
    this.learning = new LearningClient(this.call);
    this.films = new FilmsClient(this.call);
    this.records = new RecordsClient(this.call);
    this.notifications = new NotificationsClient(this.call);
    this.webhooks = new WebhooksClient(this.call);
    this.myData = new MyDataClient(this.call);
    this.access = new AccessClient(this.call);
  }

  me = () => this.call(Me, 'GET', '/v1/me');

  upload = (id: string) => this.call(Upload, 'GET', `/v1/uploads/${encodeURIComponent(id)}`);
  uploadLink = (id: string) => this.call(SignedLink, 'POST', `/v1/uploads/${encodeURIComponent(id)}/link`);
  process = (uploadId: string, body: ProcessOptions) =>
    this.call(Job, 'POST', `/v1/videos/${encodeURIComponent(uploadId)}/process`, { body });
  translateDocument = (uploadId: string, body: DocumentWishes) =>
    this.call(Job, 'POST', `/v1/documents/${encodeURIComponent(uploadId)}/translate`, { body });

  /** A job of any kind; its contract says what `input` has to be. */
  submit = (type: string, input: object) => this.call(Job, 'POST', '/v1/jobs', { body: { type, input } });
  jobs = (query: JobQuery) => this.call(JobPage, 'GET', `/v1/jobs?${searchOf({ limit: 20, ...query })}`);
  /** Never from the browser's store: a forecast moves though nothing of the job does. */
  job = (id: string) => this.call(Job, 'GET', jobPath(id), { cache: 'no-store' });
  /** With what is only mentioned elsewhere because it is long. */
  jobResult = (id: string) => this.call(JobResult, 'GET', jobPath(id, '/result'));
  jobTree = (id: string) => this.call(JobSnapshot, 'GET', jobPath(id, '/tree'));
  attempts = async (id: string) => (await this.call(AttemptList, 'GET', jobPath(id, '/attempts'))).items;
  cancelJob = (id: string) => this.call(Job, 'POST', jobPath(id, '/cancel'));
  resumeJob = (id: string) => this.call(Job, 'POST', jobPath(id, '/resume'));
  retryJob = (id: string) => this.call(Job, 'POST', jobPath(id, '/retry'));

  /** Artifacts of the job and of its children. */
  artifacts = async (jobId: string) =>
    (await this.call(ArtifactList, 'GET', jobPath(jobId, '/artifacts?tree=true'))).items;
  artifactLink = (id: string) => this.call(SignedLink, 'POST', `/v1/artifacts/${encodeURIComponent(id)}/link`);
  transcript = (artifactId: string) => this.artifactJson(Transcript, artifactId);
  /** What a JSON file of a job says. */
  artifactJson = <Schema extends z.ZodType>(schema: Schema, id: string) =>
    this.call(schema, 'GET', `/v1/artifacts/${encodeURIComponent(id)}/content`);
}

const jobPath = (id: string, rest = '') => `/v1/jobs/${encodeURIComponent(id)}${rest}`;
