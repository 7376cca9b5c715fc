import { createHmac, timingSafeEqual } from 'node:crypto';

export interface TicketOptions {
  readonly secret: string;
  /** What it is for: a ticket for one thing is of no use for another. */
  readonly purpose: string;
}

/** A value that people carry about in a link, and cannot change. */
export function signTicket(value: unknown, options: TicketOptions): string {
  const ticket = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${ticket}.${proofOf(ticket, options)}`;
}

/** The value again; nothing where it is none of ours, or for something else. */
export function readTicket(token: string, options: TicketOptions): unknown {
  const [ticket = '', proof = '', ...more] = token.split('.');
  const expected = Buffer.from(proofOf(ticket, options));
  const given = Buffer.from(proof);
  if (more.length || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(ticket, 'base64url').toString('utf8'));
}

const proofOf = (ticket: string, { secret, purpose }: TicketOptions) =>
  createHmac('sha256', secret).update(`${purpose}\n${ticket}`).digest('base64url');
