import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { queueNames } from '@polyspool/contracts/catalogue';
import { queueLimits } from '@polyspool/contracts/queues';
import { Notices } from '@polyspool/database/notices';
import { QueueControls } from '@polyspool/database/queue-controls';
import { QueueClient } from '@polyspool/jobs/queue-client';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';

const everyMs = 1_000;

/** Keeps BullMQ's queues paused as Postgres says, and bounded as their limits do: when Redis has forgotten, too. */
@Injectable()
export class QueueSwitch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: () => this.#round(),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Queues could not be switched'),
  });

  constructor(
    private readonly controls: QueueControls,
    private readonly notices: Notices,
    private readonly client: QueueClient,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap() {
    await this.notices.listen('queues', () => this.#rounds.wake());
    this.#rounds.start();
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  async #round() {
    for (const [queue, { slotsOverAll }] of Object.entries(queueLimits)) {
      if (slotsOverAll !== undefined) await this.client.keepSlotsOverAll(queue, slotsOverAll);
    }
    const paused = await this.controls.paused();
    await Promise.all(
      queueNames.map(async (queue) => {
        const isPaused = paused.has(queue);
        if ((await this.client.isPaused(queue)) === isPaused) return;
        await this.client.setPaused(queue, isPaused);
        this.log.info({ queue, isPaused }, 'Queue switched');
      }),
    );
  }
}
