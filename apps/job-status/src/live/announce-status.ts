import { statusMessageOf } from '@polyspool/contracts/status-message';
import { Database } from '@polyspool/database/database';
import { JobRecords } from '@polyspool/database/job-records';
import { whileLeading } from '@polyspool/database/leadership';
import { Notices } from '@polyspool/database/notices';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { once } from 'node:events';
import { Logger } from '@polyspool/service/logger';
import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { LatestByJob } from './latest-by-job.js';

const gatherMs = 50;
const mostAtOnce = 1_000;

/**
 * Says on the Redis channel `job:{id}` how far a job is, whenever that changes: programs of the video generation system before
 * this one subscribe to `job:*`. One replica does it for all. Whoever has to hear everything reads the log: Redis forgets what
 * nobody hears.
 */
@Injectable()
export class AnnounceStatus implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #news = new Set<string>();
  readonly #said = new LatestByJob<string>();
  #isLeading = false;
  #timer: NodeJS.Timeout | undefined;
  #announcing: Promise<void> = Promise.resolve();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly jobs: JobRecords,
    private readonly notices: Notices,
    private readonly redis: QueueClient,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap() {
    await this.notices.listen('events', (payload) => payload && this.#hear(payload));
    const { signal } = this.#stop;
    const onError = (err: unknown) => this.logger.warn({ err }, 'Announcing was interrupted');
    this.#running = whileLeading(this.database.url, 'announcing', (leading) => this.#lead(leading), {
      signal,
      onError,
    });
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    clearTimeout(this.#timer);
    await this.#running;
    await this.#announcing;
  }

  async #lead(signal: AbortSignal) {
    this.#isLeading = true;
    if (!signal.aborted) await once(signal, 'abort');
    this.#isLeading = false;
    this.#news.clear();
    this.#said.clear();
  }

  #hear(payload: string) {
    if (!this.#isLeading) return;
    const [jobId = ''] = payload.split(':');
    this.#news.add(jobId);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#announcing = this.#announcing.then(() => this.#announce());
    }, gatherMs);
  }

  async #announce() {
    const ids = [...this.#news];
    this.#news = new Set();
    try {
      for (let at = 0; at < ids.length; at += mostAtOnce) {
        const jobs = await this.jobs.progressOf(ids.slice(at, at + mostAtOnce));
        const said = jobs.map((job) => ({ id: job.id, text: JSON.stringify(statusMessageOf(job)) }));
        // Of several events the first may already find the state after the last.
        const news = said.filter(({ id, text }) => text !== this.#said.get(id));
        await this.redis.publish(news.map(({ id, text }) => ({ channel: `job:${id}`, text })));
        for (const { id, text } of news) this.#said.set(id, text);
      }
    } catch (err) {
      this.logger.warn({ err }, 'The state of some jobs was not announced in Redis');
    }
  }
}
