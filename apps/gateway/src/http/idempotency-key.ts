import { AppError } from '@polyspool/contracts/errors';
import type { FastifyRequest } from 'fastify';

/** The `Idempotency-Key` of a request. Throws `input.invalid` for what is none. */
export function idempotencyKeyOf({ headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key))) return key;
  throw new AppError('input.invalid', 'Idempotency-Key: 1 to 255 printable characters of ASCII');
}
