import { Access } from '@polyspool/access/access';
import { Doorkeeper } from '@polyspool/access/doorkeeper';
import { Injectable } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { type ChannelName, LiveMetrics } from './live-metrics.js';
import { Places } from './places.js';
import type { Knocker } from './plain-follower.js';

export interface Admitted extends Knocker {
  /** Gives the place back. */
  readonly leave: () => void;
}

/** Who may follow jobs: keys that may read them, and so many connections of each person. */
@Injectable()
export class Door {
  constructor(
    private readonly access: Access,
    private readonly doorkeeper: Doorkeeper,
    private readonly places: Places,
    private readonly metrics: LiveMetrics,
  ) {}

  /** Of those who are in already: who they are now. */
  identify(key: string | undefined) {
    return this.access.identify(key, 'jobs:read');
  }

  /** Throws `auth.missing`, `auth.invalid`, `auth.scopeMissing`, `auth.tooManyRequests`, `quota.connections`. */
  async admit(key: string | undefined, channel: ChannelName, request: IncomingMessage): Promise<Admitted> {
    const person = await this.doorkeeper.identify(key, request, 'jobs:read');
    const give = this.places.take(person);
    const meter = this.metrics.opened(channel);
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      meter.closed();
      give();
    };
    return { key, person, meter, leave };
  }
}
