import { z } from 'zod';
import { readTicket, signTicket } from './signed-ticket.js';
import { addressHash, type MailLinkOptions } from './unsubscribe-links.js';

/** Who wants their mails to come to which address. */
export const Confirmation = z.strictObject({
  userId: z.uuid(),
  addressHash: z.string().regex(/^[0-9a-f]{64}$/),
  expiresAtMs: z.int().positive(),
});
export type Confirmation = z.output<typeof Confirmation>;

const validMs = 24 * 3_600_000;

/** Links by which the owner of an address says that it is theirs, within a day. Each is for one person and one address. */
export class ConfirmationLinks {
  constructor(private readonly options: MailLinkOptions) {}

  urlOf({ userId, email }: { readonly userId: string; readonly email: string }, now = Date.now()): string {
    const confirmation: Confirmation = { userId, addressHash: addressHash(email), expiresAtMs: now + validMs };
    const token = signTicket(confirmation, this.#ticket);
    return `${this.options.publicUrl.replace(/\/$/, '')}/v1/confirm-email?token=${token}`;
  }

  /** The token of such a link; nothing where it is none of ours, or its time is over. */
  read(token: string, now = Date.now()): Confirmation | undefined {
    const confirmation = Confirmation.optional().parse(readTicket(token, this.#ticket));
    return confirmation && confirmation.expiresAtMs > now ? confirmation : undefined;
  }

  get #ticket() {
    return { secret: this.options.secret, purpose: 'confirm-email' };
  }
}
