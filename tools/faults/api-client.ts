import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';

/** The HTTP API as a user of it has it. */
export class ApiClient {
  private readonly url: string;
  private readonly key: string;

  constructor(url: string, key: string) {
    this.url = url;
    this.key = key;
  }

  async upload(path: string): Promise<string> {
    const body = new FormData();
    body.set('file', await openAsBlob(path, { type: 'video/mp4' }), basename(path));
    return (await this.ask<{ id: string }>(201, '/v1/uploads', { method: 'POST', body })).id;
  }

  process(uploadId: string, input: object): Promise<Job> {
    const headers = { 'content-type': 'application/json' };
    return this.ask(202, `/v1/videos/${uploadId}/process`, { method: 'POST', headers, body: JSON.stringify(input) });
  }

  tree(jobId: string): Promise<JobSnapshot> {
    return this.ask(200, `/v1/jobs/${jobId}/tree`);
  }

  cancel(jobId: string): Promise<Job> {
    return this.ask(202, `/v1/jobs/${jobId}/cancel`, { method: 'POST' });
  }

  private async ask<Answer>(status: number, path: string, init: RequestInit = {}): Promise<Answer> {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.key}` };
    const response = await fetch(this.url + path, { ...init, headers });
    const text = await response.text();
    if (response.status !== status) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Answer;
  }
}
