import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { type AddressCheck, AddressChecks, addressChecksChannel } from '@polyspool/database/address-checks';
import { Notices } from '@polyspool/database/notices';
import { Logger } from '@polyspool/service/logger';
import { Rounds } from '@polyspool/service/rounds';
import { AskForAddress } from './ask-for-address.js';

const everyMs = 15_000;

/** Has people asked whether the addresses that were entered are theirs. Several replicas may: each takes what no other holds. */
@Injectable()
export class ConfirmationCarrier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #rounds = new Rounds({
    round: async () => void (await this.carry()),
    everyMs,
    onError: (err) => this.log.warn({ err }, 'Mails to confirm addresses have to wait'),
  });

  constructor(
    private readonly checks: AddressChecks,
    private readonly ask: AskForAddress,
    private readonly notices: Notices,
    private readonly log: Logger,
  ) {}

  async onApplicationBootstrap() {
    this.#rounds.start();
    await this.notices.listen(addressChecksChannel, () => this.#rounds.wake());
  }

  beforeApplicationShutdown() {
    return this.#rounds.stop();
  }

  /** One after the other: there are few. What fails for now comes up again by itself, for an hour. */
  async carry(): Promise<void> {
    for (const check of await this.checks.take()) {
      if (this.#rounds.signal.aborted) return;
      if (await this.#isSettled(check)) await this.checks.finish(check.id);
    }
  }

  async #isSettled(check: AddressCheck) {
    try {
      await this.ask.run(check, this.#rounds.signal);
      return true;
    } catch (error) {
      const fault = AppError.from(error);
      if (!fault.code.startsWith('message.')) throw error;
      this.log.warn({ check: check.id, code: fault.code }, 'A mail to confirm an address was not handed over');
      return !fault.retry;
    }
  }
}
