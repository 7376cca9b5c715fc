import type { Job, Polyspool } from '@polyspool/sdk';

interface Applied {
  readonly 'task-id': string;
}

/** Tasks by name, as the gateway offers them to those who had Flower's API. */
export class TaskApi {
  constructor(readonly client: Polyspool) {}

  /** The same task id is the same job, however often its message comes. */
  async start(taskId: string, name: string, call: object): Promise<string> {
    const headers = { 'idempotency-key': `celery:${taskId}` };
    const path = `/api/task/async-apply/${encodeURIComponent(name)}`;
    const applied = await this.client.request<Applied>('POST', path, { body: call, headers, repeatable: true });
    return applied['task-id'];
  }

  job(jobId: string): Promise<Job> {
    return this.client.jobs.handle(jobId).refresh();
  }

  async resultOf(jobId: string): Promise<unknown> {
    return (await this.client.request<{ result: unknown }>('GET', `/api/task/result/${jobId}`)).result;
  }

  async revoke(jobId: string) {
    await this.client.request('POST', `/api/task/revoke/${jobId}`, { repeatable: true });
  }
}
