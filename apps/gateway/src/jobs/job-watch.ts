import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { isTerminal, type JobEvent } from '@polyspool/contracts/job-status';
import { EventLog } from '@polyspool/database/event-log';
import { Notices } from '@polyspool/database/notices';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';

/** A notice may get lost; the log does not. */
const everyMs = 2_000;

/** Which event a request waits for. */
export interface Awaited {
  readonly jobId: string;
  /** The newest event that is known. */
  readonly seq: number;
  readonly isIt: (event: JobEvent) => boolean;
}

export const isEnd = ({ change: { status } }: JobEvent) => status !== undefined && isTerminal(status);

interface Waiting extends Awaited {
  readonly tell: () => void;
  seq: number;
}

/**
 * Requests that wait for news of a job. However many they are, one connection hears of news and one statement reads them:
 * whoever waits holds none.
 */
@Injectable()
export class JobWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #waiting = new Set<Waiting>();
  readonly #rounds: Rounds;

  constructor(
    private readonly events: EventLog,
    private readonly notices: Notices,
    log: Logger,
  ) {
    const onError = (err: unknown) => log.warn({ err }, 'Events could not be read: they are looked for again');
    this.#rounds = new Rounds({ round: () => this.#round(), everyMs, onError });
  }

  async onApplicationBootstrap() {
    await this.notices.listen('events', (payload) => this.#hear(payload));
    this.#rounds.start();
  }

  /** Nobody waits for what is told elsewhere. */
  async beforeApplicationShutdown() {
    for (const { tell } of this.#waiting) tell();
    await this.#rounds.stop();
  }

  /** Returns when the event has come, when `signal` is aborted, or when this process ends: look yourself. */
  until(awaited: Awaited, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#rounds.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const tell = () => {
        this.#waiting.delete(waiting);
        signal.removeEventListener('abort', tell);
        resolve();
      };
      const waiting: Waiting = { ...awaited, tell };
      signal.addEventListener('abort', tell);
      this.#waiting.add(waiting);
      // It may have come since the caller looked.
      this.#rounds.wake();
    });
  }

  #hear(payload: string | undefined) {
    const jobId = payload?.split(':')[0];
    const concerns = [...this.#waiting].some((waiting) => jobId === undefined || waiting.jobId === jobId);
    if (concerns) this.#rounds.wake();
  }

  async #round() {
    const asked = [...this.#waiting];
    if (!asked.length) return;
    const known = new Map<string, number>();
    for (const { jobId, seq } of asked) known.set(jobId, Math.min(seq, known.get(jobId) ?? seq));
    for (const { event } of await this.events.after(known)) {
      for (const waiting of asked) {
        if (waiting.jobId !== event.jobId || event.seq <= waiting.seq) continue;
        waiting.seq = event.seq;
        if (waiting.isIt(event)) waiting.tell();
      }
    }
  }
}
