import { setTimeout as delay } from 'node:timers/promises';
import type { PlannedJob } from './load-plan.ts';

/** A job whose acceptance a client has seen. From then on the system owes it an end. */
export interface AcceptedJob {
  readonly planned: PlannedJob;
  readonly id: string;
  /** Somebody has asked to cancel it. */
  isCancelled: boolean;
}

export interface Submission {
  readonly sentAt: number;
  readonly ms: number;
  /** The HTTP status; 0 where no answer came, and nobody knows what became of it. */
  readonly status: number;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const patienceMs = 180_000;
const answerWithinMs = 10_000;
const retryAfterMs = 200;
/** Too many open jobs, or a part of the system that is away: the same request comes again. */
const passing = new Set([0, 429, 500, 502, 503, 504]);

/** Many users of the HTTP API at once. A request without a clear answer is sent again, with the same key. */
export class LoadClient {
  readonly accepted: AcceptedJob[] = [];
  readonly submissions: Submission[] = [];
  private readonly gateways: readonly string[];
  private readonly keys: readonly string[];
  private turn = 0;

  constructor(gateways: readonly string[], keys: readonly string[]) {
    this.gateways = gateways;
    this.keys = keys;
  }

  /** Starts so many a second, without waiting for one another's answers. Ends when each has been accepted. */
  async run(jobs: readonly PlannedJob[], perSecond: number): Promise<void> {
    const startedAt = performance.now();
    const all: Promise<unknown>[] = [];
    for (const [index, job] of jobs.entries()) {
      const waitMs = startedAt + (index * 1_000) / perSecond - performance.now();
      if (waitMs > 0) await delay(waitMs);
      all.push(this.submit(job));
    }
    await Promise.all(all);
  }

  async submit(planned: PlannedJob): Promise<AcceptedJob> {
    const id = await this.untilAccepted(planned);
    const known = this.accepted.find((one) => one.id === id);
    if (known) return known;
    const job: AcceptedJob = { planned, id, isCancelled: false };
    this.accepted.push(job);
    if (planned.cancelAfterMs !== undefined) {
      await delay(planned.cancelAfterMs);
      await this.cancel(job);
    }
    return job;
  }

  async cancel(job: AcceptedJob): Promise<void> {
    job.isCancelled = true;
    const { status } = await this.ask('POST', `/v1/jobs/${job.id}/cancel`, job.planned.user);
    if (status !== 202 && status !== 409) throw new Error(`Cancel of ${job.id} was answered with ${status}`);
  }

  /** Again and again, at one gateway after the other, until the answer says something. */
  async ask(method: string, path: string, user: number): Promise<Answer> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const answer = await this.send(method, path, user);
      if (!passing.has(answer.status)) return answer;
      if (Date.now() > deadline) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      await delay(retryAfterMs);
    }
  }

  /** Asked once, whatever comes of it. */
  once(path: string, user: number): Promise<Answer> {
    return this.send('GET', path, user);
  }

  /** One submit, whatever comes of it. */
  async post(planned: PlannedJob, input: object = planned.input): Promise<Answer> {
    const sentAt = Date.now();
    const began = performance.now();
    const answer = await this.send('POST', '/v1/jobs', planned.user, {
      body: JSON.stringify({ type: planned.type, input }),
      headers: { 'content-type': 'application/json', 'idempotency-key': planned.key },
    });
    this.submissions.push({ sentAt, ms: performance.now() - began, status: answer.status });
    return answer;
  }

  private async untilAccepted(planned: PlannedJob): Promise<string> {
    const deadline = Date.now() + patienceMs;
    for (;;) {
      const { status, body } = await this.post(planned);
      if (status === 202) return String(body['id']);
      const said = `${planned.key} was answered with ${status} ${JSON.stringify(body)}`;
      if (!passing.has(status) || Date.now() > deadline) throw new Error(said);
      await delay(retryAfterMs);
    }
  }

  private async send(method: string, path: string, user: number, init: RequestInit = {}): Promise<Answer> {
    const gateway = this.gateways[this.turn++ % this.gateways.length]!;
    const headers = { ...(init.headers as Record<string, string>), authorization: `Bearer ${this.keys[user]}` };
    try {
      const signal = AbortSignal.timeout(answerWithinMs);
      const response = await fetch(gateway + path, { ...init, method, headers, signal });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      return { status: 0, body: {} }; // refused, cut off or too late: the caller asks again
    }
  }
}
