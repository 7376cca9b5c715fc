import { Injectable } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { type Effect, Effects } from '@polyspool/database/effects';
import { SystemJobs } from '../send/system-jobs.js';

export interface Later {
  readonly contract: JobContract;
  readonly input: object;
  readonly runAt: Date;
}

/** What has to wait for the end of quiet hours is a job of its own that starts then: seen, cancelled, tried again as any. */
@Injectable()
export class PutOffDelivery {
  constructor(
    private readonly effects: Effects,
    private readonly systemJobs: SystemJobs,
  ) {}

  async run(effect: Effect, { contract, input, runAt }: Later): Promise<void> {
    let afterwards: (() => void) | undefined;
    await this.effects.once(effect, async (tx) => {
      afterwards = await this.systemJobs.accept(tx, contract, [input], runAt);
    });
    afterwards?.();
  }
}
