import { Topic } from '@polyspool/contracts/notifications';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readTicket, signTicket } from './signed-ticket.js';

/** Who wants no more mails about what. An address outside of the system is known by its hash only. */
export const Unsubscription = z.union([
  z.strictObject({ userId: z.uuid(), topic: Topic }),
  z.strictObject({ addressHash: z.string().regex(/^[0-9a-f]{64}$/), topic: Topic }),
]);
export type Unsubscription = z.output<typeof Unsubscription>;

export interface MailLinkOptions {
  readonly secret: string;
  /** Where people reach the gateway. */
  readonly publicUrl: string;
}

/** Links by which somebody unsubscribes without a key. They hold for as long as the mail is kept. */
export class UnsubscribeLinks {
  constructor(private readonly options: MailLinkOptions) {}

  urlOf(unsubscription: Unsubscription): string {
    const token = signTicket(unsubscription, this.#ticket);
    return `${this.options.publicUrl.replace(/\/$/, '')}/v1/unsubscribe?token=${token}`;
  }

  /** The token of such a link; nothing where it is none of ours. */
  read(token: string): Unsubscription | undefined {
    return Unsubscription.optional().parse(readTicket(token, this.#ticket));
  }

  get #ticket() {
    return { secret: this.options.secret, purpose: 'unsubscribe' };
  }
}

/** The same for an address however its host, and in practice its name, is written. */
export const addressHash = (email: string) => createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
