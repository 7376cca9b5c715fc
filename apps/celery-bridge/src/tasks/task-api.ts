import type { Job, Polyspool } from '@polyspool/sdk';
import { createHash } from 'node:crypto';

interface Applied {
  readonly 'task-id': string;
}

/** What is asked for again by itself must not hold up the news of other tasks. */
const lookMs = 10_000;

/** Tasks by name, as the gateway offers them to those who had Flower's API. */
export class TaskApi {
  constructor(readonly client: Polyspool) {}

  /** The same task id is the same job, however often its message comes. Once: a message that has to wait is given back. */
  async start(taskId: string, name: string, call: object): Promise<string> {
    // Clients choose ids as they like; a header takes ASCII only.
    const headers = { 'idempotency-key': `celery:${createHash('sha256').update(taskId).digest('hex')}` };
    // Its module says nothing, and may be anything.
    const path = `/api/task/async-apply/${name.slice(name.lastIndexOf('.') + 1)}`;
    const applied = await this.client.request<Applied>('POST', path, { body: call, headers, retries: 0 });
    return applied['task-id'];
  }

  job(jobId: string, signal: AbortSignal): Promise<Job> {
    return this.client.jobs.handle(jobId).refresh({ signal, timeoutMs: lookMs });
  }

  async resultOf(jobId: string, signal: AbortSignal): Promise<unknown> {
    const call = { signal, timeoutMs: lookMs };
    return (await this.client.request<{ result: unknown }>('GET', `/api/task/result/${jobId}`, call)).result;
  }

  async revoke(jobId: string) {
    await this.client.request('POST', `/api/task/revoke/${jobId}`, { repeatable: true });
  }
}
