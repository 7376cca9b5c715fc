import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { EventLog, type LoggedEvent } from '@polyspool/database/event-log';
import { Notices } from '@polyspool/database/notices';
import { Logger } from '@polyspool/service/logger';
import { LatestByJob } from './latest-by-job.js';

export interface FeedListener {
  /** Without anybody to tell, the log need not be read. */
  hasFollowers(): boolean;
  event(logged: LoggedEvent): void;
  /** News may have been missed. */
  resync(): void;
}

const gatherMs = 15;

/** Follows the log: hears which jobs have news, reads them once, and hands them on in order. */
@Injectable()
export class LiveFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #listeners = new Set<FeedListener>();
  #news = new Map<string, number>();
  /** The newest number told of a job: one notice may overtake another, and events must not. */
  readonly #told = new LatestByJob<number>();
  #timer: NodeJS.Timeout | undefined;
  #readAt = 0;
  #reading: Promise<void> = Promise.resolve();
  #connected = false;

  constructor(
    private readonly log: EventLog,
    private readonly notices: Notices,
    private readonly logger: Logger,
  ) {}

  /** The number of the newest event of a job that was handed on. */
  newest(jobId: string) {
    return this.#told.get(jobId);
  }

  /** As if notice had been given: of what came after these numbers, by job, what was not handed on yet is. */
  look(news: ReadonlyMap<string, number>) {
    for (const [jobId, before] of news) this.#note(jobId, before);
  }

  follow(listener: FeedListener) {
    this.#listeners.add(listener);
  }

  async onApplicationBootstrap() {
    await this.notices.listen('events', (payload) => this.#hear(payload));
  }

  async beforeApplicationShutdown() {
    clearTimeout(this.#timer);
    await this.#reading;
  }

  #hear(payload: string | undefined) {
    if (payload === undefined) {
      if (this.#connected) for (const listener of this.#listeners) listener.resync();
      this.#connected = true;
      return;
    }
    const [jobId = '', before = '0'] = payload.split(':');
    this.#note(jobId, Number(before));
  }

  #note(jobId: string, before: number) {
    this.#news.set(jobId, Math.min(this.#news.get(jobId) ?? Infinity, before));
    // At once after a silence; what follows closely is read together.
    const sinceMs = performance.now() - this.#readAt;
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#readAt = performance.now();
        this.#reading = this.#reading.then(() => this.#read());
      },
      Math.max(0, gatherMs - sinceMs),
    );
  }

  async #read() {
    const news = new Map([...this.#news].map(([jobId, before]) => [jobId, this.#told.get(jobId) ?? before]));
    this.#news = new Map();
    if (![...this.#listeners].some((listener) => listener.hasFollowers())) return;
    try {
      const events = await this.log.after(news);
      for (const logged of events) {
        this.#told.set(logged.event.jobId, logged.event.seq);
        for (const listener of this.#listeners) listener.event(logged);
      }
    } catch (error) {
      this.logger.warn({ err: error }, 'Events could not be read: they are looked for again');
      for (const listener of this.#listeners) listener.resync();
    }
  }
}
