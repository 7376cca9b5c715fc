import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { NewSchedule } from '@polyspool/contracts/schedules';
import { Database } from '@polyspool/database/database';
import { type DueSchedule, DueSchedules } from '@polyspool/database/due-schedules';
import { whileLeading } from '@polyspool/database/leadership';
import { Schedules } from '@polyspool/database/schedules';
import { ensureSystemUser } from '@polyspool/database/system-user';
import { Logger } from '@polyspool/service/logger';
import { pause } from '@polyspool/service/pause';
import { currentTraceparent, inSpan } from '@polyspool/service/tracing';

/** A schedule that was added or changed is seen no later than this. */
const lookEveryMs = 1_000;

/** Those that the platform brings along. */
export abstract class PlatformSchedules {
  abstract readonly all: readonly NewSchedule[];
}

/** Submits the jobs of schedules. One replica does at a time; a turn is taken by compare-and-set, so never twice. */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #stop = new AbortController();
  #leading: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly schedules: Schedules,
    private readonly due: DueSchedules,
    private readonly platform: PlatformSchedules,
    private readonly log: Logger,
  ) {}

  onApplicationBootstrap() {
    this.#leading = whileLeading(this.database.url, 'schedules', (signal) => this.#lead(signal), {
      signal: this.#stop.signal,
      onError: (err) => this.log.warn({ err }, 'Schedules were interrupted'),
    });
  }

  async beforeApplicationShutdown() {
    this.#stop.abort();
    await this.#leading;
  }

  async #lead(signal: AbortSignal) {
    await ensureSystemUser(this.database);
    for (const schedule of this.platform.all) await this.schedules.ensure(schedule);
    while (!signal.aborted) {
      for (const schedule of await this.due.due()) if (!signal.aborted) await this.#take(schedule);
      const nextInMs = (await this.due.nextInMs()) ?? lookEveryMs;
      await pause(Math.min(Math.max(nextInMs, 0), lookEveryMs), signal);
    }
  }

  /** A schedule that cannot run holds up no other. */
  async #take(schedule: DueSchedule) {
    const fields = { schedule: schedule.name, type: schedule.type };
    try {
      await inSpan(`schedule ${schedule.name}`, {}, async () => {
        const turn = await this.due.run(schedule, currentTraceparent());
        if (typeof turn === 'object') this.log.info({ ...fields, ...turn, attempt: 0 }, 'Job enqueued');
        else if (turn !== 'overtaken') this.log.warn({ ...fields, turn }, 'A schedule has left out a run');
      });
    } catch (err) {
      this.log.error({ ...fields, err }, 'A schedule could not run');
    }
  }
}
