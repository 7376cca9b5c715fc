import { Access } from '@polyspool/access/access';
import { Injectable } from '@nestjs/common';
import { type ChannelName, Places } from './places.js';
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
    private readonly places: Places,
  ) {}

  identify(key: string | undefined) {
    return this.access.identify(key, 'jobs:read');
  }

  /** Throws `auth.missing`, `auth.invalid`, `auth.scopeMissing`, `quota.connections`. */
  async admit(key: string | undefined, channel: ChannelName): Promise<Admitted> {
    const person = await this.identify(key);
    return { key, person, leave: this.places.take(person, channel) };
  }
}
