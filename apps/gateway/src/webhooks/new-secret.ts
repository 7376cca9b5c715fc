import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { newWebhookSecret, sealOfSecret } from '@polyspool/messengers/webhook/webhook-secret';

/** Secrets of webhooks. They rest encrypted: whoever has them could speak as Polyspool. */
@Injectable()
export class NewSecret {
  constructor(private readonly packing: PackingParts) {}

  /** As its owner is shown it once, and as it rests. Throws `service.unavailable` where there is no key to encrypt it with. */
  make(webhookId: string) {
    const { keys } = this.packing;
    if (!keys) throw new AppError('service.unavailable', 'Webhooks have secrets, and ENCRYPTION_KEYS is not set');
    const secret = newWebhookSecret();
    return { secret, sealed: keys.seal(secret, sealOfSecret(webhookId)) };
  }
}
