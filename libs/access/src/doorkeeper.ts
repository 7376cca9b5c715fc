import { Injectable } from '@nestjs/common';
import type { Scope } from '@polyspool/contracts/api-keys';
import { AppError } from '@polyspool/contracts/errors';
import { Access } from './access.js';
import type { Caller } from './caller.js';
import { clientAddress, type RawRequest } from './client-address.js';
import { RequestBudgets, tooMany } from './request-budgets.js';

/** Abstract so that Nest can inject it. */
export abstract class DoorkeeperOptions {
  /** Refused keys from one address in a minute; 0 is no limit. */
  abstract readonly failures: number;
  /** They say from which address somebody comes. */
  abstract readonly proxiesInFront: number;
}

/** Stands wherever keys come in. Who guesses is told to wait; good keys from the same address go on to open. */
@Injectable()
export class Doorkeeper {
  constructor(
    private readonly access: Access,
    private readonly budgets: RequestBudgets,
    private readonly options: DoorkeeperOptions,
  ) {}

  /** As `Access` does; throws `auth.tooManyRequests`, too. */
  async identify(bearer: string | undefined, request: RawRequest, ...needed: readonly Scope[]): Promise<Caller> {
    try {
      return await this.access.identify(bearer, ...needed);
    } catch (error) {
      if (error instanceof AppError && error.code === 'auth.invalid') await this.#refused(request);
      throw error;
    }
  }

  async #refused(request: RawRequest) {
    const address = clientAddress(request, this.options.proxiesInFront);
    const spent = await this.budgets.take({ name: 'failures', requests: this.options.failures }, address);
    if (spent?.isOver) throw tooMany('keys that are none, from one address', spent);
  }
}
