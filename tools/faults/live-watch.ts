import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { isTerminal, type JobEvent, type JobSnapshot } from '@polyspool/contracts/job-status';
import { WebSocket } from 'ws';

const againAfterMs = 100;
const patienceMs = 90_000;

export type WatchedBy = 'sse' | 'ws';

/** Somebody who follows one job until it has ended, comes back after each interruption, and notices what is missing. */
export class LiveWatch {
  connections = 0;
  readonly refusals: string[] = [];
  private readonly channel: WatchedBy;
  private readonly url: string;
  private readonly watched: { readonly key: string; readonly jobId: string };
  private readonly heard = new Set<number>();
  private first: number | undefined;
  private lastEventId: string | undefined;
  private hasEnded = false;

  constructor(channel: WatchedBy, url: string, watched: LiveWatch['watched']) {
    this.channel = channel;
    this.url = url;
    this.watched = watched;
  }

  async untilEnded(): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!this.hasEnded && Date.now() < deadline) {
      await (this.channel === 'sse' ? this.stream() : this.socket()).catch((error: Error) =>
        this.refusals.push(`${new Date().toISOString()} ${this.channel}: ${error.message} ${causeOf(error)}`),
      );
      if (!this.hasEnded) await delay(againAfterMs);
    }
  }

  /** What is wrong with what it has heard. */
  get faults(): string[] {
    const { first = 0 } = this;
    const last = Math.max(first, ...this.heard);
    const missing = Array.from({ length: last - first }, (_, index) => first + index + 1).filter(
      (seq) => !this.heard.has(seq),
    );
    return [
      ...this.refusals,
      ...(missing.length ? [`${this.channel}: ${this.watched.jobId} was heard without ${missing.join(', ')}`] : []),
      ...(this.hasEnded ? [] : [`${this.channel}: the end of ${this.watched.jobId} was not heard`]),
    ];
  }

  private async stream() {
    const { key, jobId } = this.watched;
    const headers = {
      authorization: `Bearer ${key}`,
      accept: 'text/event-stream',
      ...(this.lastEventId === undefined ? {} : { 'last-event-id': this.lastEventId }),
    };
    const answer = await fetch(`${this.url}/v1/jobs/${jobId}/events`, { headers });
    if (!answer.ok || !answer.body) throw new Error(`${answer.status} ${await answer.text()}`);
    this.connections += 1;
    let name = '';
    const lines = createInterface({ input: Readable.fromWeb(answer.body as never).on('error', () => undefined) });
    try {
      for await (const line of lines) {
        if (line.startsWith('id: ')) this.lastEventId = line.slice(4);
        if (line.startsWith('event: ')) name = line.slice(7);
        if (line.startsWith('data: ')) this.hear(name, JSON.parse(line.slice(6)) as object);
        if (this.hasEnded) return;
      }
    } catch {
      // It was cut off: that is what is watched for.
    } finally {
      lines.close();
    }
  }

  private async socket() {
    const { key, jobId } = this.watched;
    const headers = { authorization: `Bearer ${key}` };
    const socket = new WebSocket(`${this.url.replace(/^http/, 'ws')}/v1/ws`, { headers });
    const since = this.first === undefined ? {} : { since: { [jobId]: Math.max(this.first, ...this.heard) } };
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('open', () => {
      this.connections += 1;
      socket.send(JSON.stringify({ type: 'subscribe', jobId, ...since }));
    });
    socket.on('message', (data) => {
      const said = JSON.parse(String(data)) as { type: string; event?: object; snapshot?: object };
      this.hear(said.type, said.event ?? said.snapshot ?? {});
      if (this.hasEnded) socket.close();
    });
    await promise;
  }

  private hear(name: string, said: object) {
    if (name === 'snapshot') {
      const { job } = said as JobSnapshot;
      this.first ??= job.seq;
      // What was missed is told after it.
      if (isTerminal(job.status) && this.first === job.seq) this.hasEnded = true;
    }
    if (name !== 'event') return;
    const event = said as JobEvent;
    if (event.jobId !== this.watched.jobId) return;
    this.heard.add(event.seq);
    const { status } = event.change;
    if (status !== undefined && isTerminal(status)) this.hasEnded = true;
  }
}

const causeOf = ({ cause }: Error) => (cause instanceof Error ? cause.message : '');
