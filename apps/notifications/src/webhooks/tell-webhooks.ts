import { Injectable } from '@nestjs/common';
import type { Statements } from '@polyspool/database/database';
import { addDeliveries } from '@polyspool/database/ended-job-webhooks';
import type { EndedJob } from '@polyspool/database/ended-jobs';
import type { EndedJobFollower } from '../ended/ended-job-follower.js';
import { WebhookLoop } from './webhook-loop.js';

/** Has webhooks told of jobs that have ended. */
@Injectable()
export class TellWebhooks implements EndedJobFollower {
  constructor(private readonly loop: WebhookLoop) {}

  async follow(tx: Statements, ended: readonly EndedJob[]) {
    await addDeliveries(tx, ended);
  }

  followed() {
    this.loop.wake();
  }
}
