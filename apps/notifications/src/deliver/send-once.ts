import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { DeliveryTries } from '@polyspool/database/delivery-tries';
import { type Effect, Effects } from '@polyspool/database/effects';
import { keptAwake } from '@polyspool/database/kept-awake';
import type { HandedOver } from '@polyspool/messengers/mail/mailer';

/** `spent`: it was begun twice, and nobody knows whether it arrived. */
export type Sent = 'sent' | 'loggedOnly' | 'spent';

/**
 * What leaves the system is in the ledger when the other side has acknowledged it. If the process dies between, it goes out
 * once more under the same name, and no third time.
 */
@Injectable()
export class SendOnce {
  constructor(
    private readonly effects: Effects,
    private readonly tries: DeliveryTries,
  ) {}

  /** Throws what `send` throws. */
  async run(effect: Effect & { readonly jobId: string }, send: () => Promise<HandedOver>): Promise<Sent> {
    const next = await this.tries.begin(effect.key, effect.jobId);
    if (next !== 'go') return next === 'done' ? 'sent' : 'spent';
    let isLoggedOnly = false;
    try {
      await this.effects.once(effect, (tx) =>
        keptAwake(tx, async () => {
          ({ isLoggedOnly } = await send());
        }),
      );
    } catch (error) {
      if (hasCertainlyNotLeft(error)) await this.tries.takeBack(effect.key);
      throw error;
    }
    return isLoggedOnly ? 'loggedOnly' : 'sent';
  }
}

const hasCertainlyNotLeft = (error: unknown) =>
  error instanceof AppError && (error.code === 'message.unsent' || error.code === 'message.refused');
