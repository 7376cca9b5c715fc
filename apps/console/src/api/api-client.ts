import { SignedLink, Upload } from '@polyspool/contracts/files';
import { ArtifactList, Job, JobPage, JobSnapshot, type JobStatus } from '@polyspool/contracts/job-status';
import { Me } from '@polyspool/contracts/people';
import { Transcript } from '@polyspool/contracts/segments';
import type { z } from 'zod';
import { ApiProblem } from './api-problem.js';

export type Fetch = (url: string, init: RequestInit) => Promise<Pick<Response, 'ok' | 'status' | 'json'>>;

export interface ProcessOptions {
  readonly language: string;
  readonly targetLanguage?: string | undefined;
}

export interface JobQuery {
  readonly status?: JobStatus | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: number;
}

/** The gateway as typed calls; every answer is parsed. Throws `ApiProblem`. */
export class ApiClient {
  constructor(
    private readonly fetch: Fetch,
    private readonly key: string,
  ) {}

  me = () => this.call(Me, 'GET', '/v1/me');

  upload = (id: string) => this.call(Upload, 'GET', `/v1/uploads/${encodeURIComponent(id)}`);
  uploadLink = (id: string) => this.call(SignedLink, 'POST', `/v1/uploads/${encodeURIComponent(id)}/link`);
  process = (uploadId: string, options: ProcessOptions) =>
    this.call(Job, 'POST', `/v1/videos/${encodeURIComponent(uploadId)}/process`, options);

  jobs = (query: JobQuery) => this.call(JobPage, 'GET', `/v1/jobs?${searchOf({ limit: 20, ...query })}`);
  jobTree = (id: string) => this.call(JobSnapshot, 'GET', `/v1/jobs/${encodeURIComponent(id)}/tree`);
  resumeJob = (id: string) => this.call(Job, 'POST', `/v1/jobs/${encodeURIComponent(id)}/resume`);

  cancelJob = (id: string) => this.call(Job, 'POST', `/v1/jobs/${encodeURIComponent(id)}/cancel`);

  /** Artifacts of the job and of its children. */
  artifacts = async (jobId: string) => {
    const path = `/v1/jobs/${encodeURIComponent(jobId)}/artifacts?tree=true`;
    return (await this.call(ArtifactList, 'GET', path)).items;
  };
  artifactLink = (id: string) => this.call(SignedLink, 'POST', `/v1/artifacts/${encodeURIComponent(id)}/link`);
  transcript = (artifactId: string) =>
    this.call(Transcript, 'GET', `/v1/artifacts/${encodeURIComponent(artifactId)}/content`);

  private async call<Schema extends z.ZodType>(schema: Schema, method: string, path: string, body?: object) {
    const response = await this.send(method, path, body);
    const answer = await response.json().catch((error: unknown) => {
      throw ApiProblem.unexpected(response.status, error);
    });
    if (!response.ok) throw ApiProblem.fromBody(response.status, answer);
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw ApiProblem.unexpected(response.status, parsed.error);
    return parsed.data;
  }

  private async send(method: string, path: string, body?: object) {
    const headers: Record<string, string> = { authorization: `Bearer ${this.key}`, accept: 'application/json' };
    if (body) headers['content-type'] = 'application/json';
    try {
      return await this.fetch(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    } catch (error) {
      throw ApiProblem.unreachable(error);
    }
  }
}

function searchOf(query: Record<string, unknown>) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}
