import { Injectable } from '@nestjs/common';
import { linkProof } from '@polyspool/access/link-proof';
import type { Topic } from '@polyspool/contracts/notifications';
import { ConfirmationLinks } from '@polyspool/messengers/mail/confirmation-links';
import { addressHash, UnsubscribeLinks } from '@polyspool/messengers/mail/unsubscribe-links';

/** Abstract so that Nest can inject it. */
export abstract class LinkOptions {
  abstract readonly publicUrl: string;
  abstract readonly secret: string;
}

/** Somebody reads their mail the day after, and results are kept no longer. */
const fileLinkMs = 24 * 3600 * 1000;

/** Addresses that stand in messages. */
@Injectable()
export class Links {
  readonly publicUrl: string;
  readonly #unsubscribe: UnsubscribeLinks;
  readonly #confirmation: ConfirmationLinks;

  constructor(private readonly options: LinkOptions) {
    this.publicUrl = options.publicUrl.replace(/\/$/, '');
    this.#unsubscribe = new UnsubscribeLinks(options);
    this.#confirmation = new ConfirmationLinks(options);
  }

  /** Within the console. */
  readonly jobPath = (jobId: string) => `/jobs/${jobId}`;

  job(jobId: string) {
    return `${this.publicUrl}${this.jobPath(jobId)}`;
  }

  /** Opens without a key, for a day: what its owner sees. */
  artifact(artifactId: string, ownerId: string) {
    const path = `/v1/artifacts/${artifactId}/content`;
    const expires = String(Math.ceil((Date.now() + fileLinkMs) / 1000));
    const proof = linkProof(this.options.secret, { path, expires, scope: ownerId });
    return `${this.publicUrl}${path}?expires=${expires}&signature=${ownerId}.${proof}`;
  }

  confirmEmail(userId: string, email: string) {
    return this.#confirmation.urlOf({ userId, email });
  }

  unsubscribe(who: { readonly userId: string } | { readonly email: string }, topic: Topic) {
    if ('userId' in who) return this.#unsubscribe.urlOf({ userId: who.userId, topic });
    return this.#unsubscribe.urlOf({ addressHash: addressHash(who.email), topic });
  }
}
