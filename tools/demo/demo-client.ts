import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import type { Artifact, Job, Problem } from '@polyspool/contracts/job-status';

/** What the demonstration needs of the HTTP API. */
export class DemoClient {
  private readonly gatewayUrl: string;
  private readonly key: string;

  constructor(gatewayUrl: string, key: string) {
    this.gatewayUrl = gatewayUrl;
    this.key = key;
  }

  async upload(path: string): Promise<{ id: string; bytes: number }> {
    const body = new FormData();
    body.set('file', await openAsBlob(path), basename(path));
    return this.json('/v1/uploads', { method: 'POST', body });
  }

  process(uploadId: string, input: object): Promise<Job> {
    return this.send(`/v1/videos/${uploadId}/process`, input);
  }

  translate(uploadId: string, input: object): Promise<Job> {
    return this.send(`/v1/documents/${uploadId}/translate`, input);
  }

  film(input: object): Promise<Job> {
    return this.send('/v1/generations', input);
  }

  job(id: string): Promise<Job> {
    return this.json(`/v1/jobs/${id}`);
  }

  async artifacts(jobId: string): Promise<Artifact[]> {
    return (await this.json<{ items: Artifact[] }>(`/v1/jobs/${jobId}/artifacts`)).items;
  }

  async content(artifactId: string): Promise<string> {
    return Buffer.from(await this.bytes(artifactId)).toString('utf8');
  }

  async bytes(artifactId: string): Promise<Uint8Array> {
    return new Uint8Array(await (await this.request(`/v1/artifacts/${artifactId}/content`)).arrayBuffer());
  }

  read<Answer>(path: string): Promise<Answer> {
    return this.json(path);
  }

  send<Answer>(path: string, input: object): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.json(path, { method: 'POST', headers, body: JSON.stringify(input) });
  }

  private async json<Answer>(path: string, init?: RequestInit): Promise<Answer> {
    return (await this.request(path, init)).json() as Promise<Answer>;
  }

  private async request(path: string, init: RequestInit = {}) {
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.key}` };
    const response = await fetch(this.gatewayUrl + path, { ...init, headers }).catch((error: Error) => {
      throw new Error(`${path}: ${error.message}: ${String(error.cause)}`, { cause: error });
    });
    if (response.ok) return response;
    const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
    throw new Error(
      `${init.method ?? 'GET'} ${path}: ${response.status} ${problem.code ?? ''} ${problem.detail ?? ''}`,
    );
  }
}
