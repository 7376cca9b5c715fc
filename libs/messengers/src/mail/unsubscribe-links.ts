import { Topic } from '@polyspool/contracts/notifications';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** Who wants no more mails about what. An address outside of the system is known by its hash only. */
export const Unsubscription = z.union([
  z.strictObject({ userId: z.uuid(), topic: Topic }),
  z.strictObject({ addressHash: z.string().regex(/^[0-9a-f]{64}$/), topic: Topic }),
]);
export type Unsubscription = z.output<typeof Unsubscription>;

export interface UnsubscribeLinkOptions {
  readonly secret: string;
  /** Where people reach the gateway. */
  readonly publicUrl: string;
}

/** Links by which somebody unsubscribes without a key. They hold for as long as the mail is kept. */
export class UnsubscribeLinks {
  constructor(private readonly options: UnsubscribeLinkOptions) {}

  urlOf(unsubscription: Unsubscription): string {
    const ticket = Buffer.from(JSON.stringify(unsubscription)).toString('base64url');
    return `${this.options.publicUrl.replace(/\/$/, '')}/v1/unsubscribe?token=${ticket}.${this.#proofOf(ticket)}`;
  }

  /** The token of such a link; nothing where it is none of ours. */
  read(token: string): Unsubscription | undefined {
    const [ticket = '', proof = '', ...more] = token.split('.');
    const expected = Buffer.from(this.#proofOf(ticket));
    const given = Buffer.from(proof);
    if (more.length || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
    return Unsubscription.parse(JSON.parse(Buffer.from(ticket, 'base64url').toString('utf8')));
  }

  #proofOf(ticket: string) {
    return createHmac('sha256', this.options.secret).update(`unsubscribe\n${ticket}`).digest('base64url');
  }
}

/** The same for an address however its host, and in practice its name, is written. */
export const addressHash = (email: string) => createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
