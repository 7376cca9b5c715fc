import { ReadableStream } from 'node:stream/web';
import { setTimeout as delay } from 'node:timers/promises';
import type { AcceptedJob, LoadClient } from './load-client.ts';
import { LiveWatch } from './live-watch.ts';

const perSecond = { submits: 8, polls: 16, lists: 2 };
const uploaders = 2;
const watchersOfEach = 5;
const watchedSteps = 12;

/** Who uses an API through its balancer without a pause, and tries nothing twice: what fails, fails. */
export class SteadyLoad {
  readonly failures: string[] = [];
  readonly watches: LiveWatch[] = [];
  readonly counts = { submits: 0, polls: 0, lists: 0, uploads: 0 };
  slowestMs = 0;
  private readonly url: string;
  private readonly key: string;
  private readonly client: LoadClient;
  private readonly over = new AbortController();
  private readonly work: Promise<unknown>[] = [];

  /** What is accepted is put to the account of `client`, as its first user's. */
  constructor(url: string, key: string, client: LoadClient) {
    this.url = url;
    this.key = key;
    this.client = client;
  }

  start() {
    this.work.push(this.atRate(perSecond.submits, () => this.submit({ waitMs: 300 })));
    this.work.push(this.atRate(perSecond.polls, () => this.poll()));
    this.work.push(this.atRate(perSecond.lists, () => this.ask('lists', '/v1/jobs?limit=20')));
    for (let one = 0; one < uploaders; one += 1) this.work.push(this.again(() => this.upload()));
    for (const channel of ['sse', 'ws'] as const)
      for (let one = 0; one < watchersOfEach; one += 1) this.work.push(this.again(() => this.watch(channel)));
  }

  /** Answers when all that was begun has ended. */
  async stop(): Promise<void> {
    this.over.abort();
    await Promise.all(this.work);
  }

  private async atRate(rate: number, send: () => Promise<unknown>) {
    const sent: Promise<unknown>[] = [];
    while (!this.over.signal.aborted) {
      sent.push(send());
      await delay(1_000 / rate);
    }
    await Promise.all(sent);
  }

  private async again(work: () => Promise<unknown>) {
    while (!this.over.signal.aborted) await work();
  }

  private async submit(input: object): Promise<AcceptedJob | undefined> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ type: 'system.debug', input });
    const made = await this.ask('submits', '/v1/jobs', { method: 'POST', headers, body });
    if (!made) return undefined;
    const planned = {
      key: `steady-${this.counts.submits}`,
      user: 0,
      type: 'system.debug',
      input,
      outcome: 'succeeded',
    };
    const job = { planned, id: String(made['id']), isCancelled: false } as AcceptedJob;
    this.client.accepted.push(job);
    return job;
  }

  private async poll() {
    const job = this.client.accepted.filter(({ planned }) => planned.user === 0).at(-1);
    if (job) await this.ask('polls', `/v1/jobs/${job.id}`);
  }

  /** A text, slowly: most restarts meet one that is under way. */
  private async upload() {
    const lines = Array.from({ length: 8 }, (_, line) => `INT. ROOM ${Math.random()} - DAY\n\nLine ${line}.\n\n`);
    const head = '--end\r\ncontent-disposition: form-data; name="file"; filename="film.txt"\r\n\r\n';
    const slowly = async function* () {
      yield Buffer.from(head);
      for (const line of lines) {
        await delay(150);
        yield Buffer.from(line);
      }
      yield Buffer.from('\r\n--end--\r\n');
    };
    const headers = { 'content-type': 'multipart/form-data; boundary=end' };
    const body = ReadableStream.from(slowly());
    await this.ask('uploads', '/v1/uploads', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as unknown as RequestInit);
  }

  private async watch(channel: 'sse' | 'ws') {
    const job = await this.submit({ waitMs: 1_000, steps: watchedSteps });
    if (!job) return delay(500);
    const watch = new LiveWatch(channel, this.url, { key: this.key, jobId: job.id });
    this.watches.push(watch);
    await watch.untilEnded();
  }

  private async ask(kind: keyof SteadyLoad['counts'], path: string, init: RequestInit = {}) {
    this.counts[kind] += 1;
    const startedAt = performance.now();
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.key}` };
    try {
      const answer = await fetch(this.url + path, { ...init, headers, signal: AbortSignal.timeout(15_000) });
      const text = await answer.text();
      if (kind !== 'uploads') this.slowestMs = Math.max(this.slowestMs, performance.now() - startedAt);
      if (answer.ok) return JSON.parse(text) as Record<string, unknown>;
      this.fail(kind, `${answer.status} ${text.slice(0, 160)}`);
    } catch (error) {
      const { message, cause } = error as Error;
      this.fail(kind, `${message} ${cause instanceof Error ? cause.message : ''}`);
    }
    return undefined;
  }

  private fail(kind: string, why: string) {
    this.failures.push(`${new Date().toISOString()} ${kind}: ${why}`);
  }
}
