import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { EndedJobs, endedJobsChannel } from '@polyspool/database/ended-jobs';
import { Notices } from '@polyspool/database/notices';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { EndedJobFollowers } from './ended-job-follower.js';

const everyMs = 2_000;
const mostAtOnce = 100;

/** Empties the outbox of ended jobs. Several replicas may: each takes what no other holds. */
@Injectable()
export class EndedJobsReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: async () => ((await this.read()) === mostAtOnce ? 0 : everyMs),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'What follows from ended jobs has to wait'),
  });

  constructor(
    private readonly ended: EndedJobs,
    private readonly followers: EndedJobFollowers,
    private readonly notices: Notices,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap() {
    this.#rounds.start();
    await this.notices.listen(endedJobsChannel, () => this.#rounds.wake());
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** How many it has taken. */
  async read(): Promise<number> {
    const afterwards: (() => void)[] = [];
    const taken = await this.ended.take(mostAtOnce, async (tx, rows) => {
      for (const follower of this.followers.all) {
        const then = await follower.follow(tx, rows);
        if (then) afterwards.push(then);
      }
    });
    for (const then of afterwards) then();
    return taken;
  }
}
