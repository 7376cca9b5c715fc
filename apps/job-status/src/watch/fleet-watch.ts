import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { EngineStates } from '@polyspool/database/engine-states';
import { keepFirstForecasts } from '@polyspool/database/first-forecasts';
import { whileLeading } from '@polyspool/database/leadership';
import { Outlook } from '@polyspool/database/outlook';
import { Workers } from '@polyspool/database/workers';
import { QueueState } from '@polyspool/jobs/queue-state';
import { Logger } from '@polyspool/service/logger';
import { pause } from '@polyspool/service/pause';
import { UnservedWatch } from './unserved-watch.js';

const everyMs = 5_000;

/** Copies what Redis knows of workers and engines into Postgres, keeps the first forecast of each job, and tells of queues without a worker. */
@Injectable()
export class FleetWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly outlook: Outlook,
    private readonly state: QueueState,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    const { signal } = this.#stop;
    const onError = (err: unknown) => this.log.warn({ err }, 'Watching the workers was interrupted');
    this.#running = whileLeading(this.database.url, 'fleet watch', (leading) => this.#rounds(leading), {
      signal,
      onError,
    });
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    await this.#running;
  }

  /** While Redis is away the last copy stands: its workers fall silent by themselves. */
  async look() {
    const [workers, engines] = await Promise.all([this.state.workers(), this.state.engines()]);
    await new Workers(this.database).replace(workers);
    await new EngineStates(this.database).replace(engines);
  }

  async #rounds(signal: AbortSignal) {
    const unserved = new UnservedWatch(this.database);
    while (!signal.aborted) {
      await this.look().catch((err: unknown) => this.log.warn({ err }, 'Workers and engines could not be looked at'));
      await keepFirstForecasts(this.database, this.outlook).catch((err: unknown) =>
        this.log.warn({ err }, 'Forecasts could not be kept'),
      );
      await unserved.look().catch((err: unknown) => this.log.warn({ err }, 'Nobody knows whether queues are served'));
      await pause(everyMs, signal);
    }
  }
}
