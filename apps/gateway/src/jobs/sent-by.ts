import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import type { Person } from '@polyspool/database/people';
import type { KnownRequest } from '../access/key-guard.js';

/** Who sends a request that may come twice. */
export interface Sender {
  readonly by: Person;
  /** Their `Idempotency-Key`, where they gave one. */
  readonly key: string | undefined;
}

export const SentBy = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const { person, headers } = context.switchToHttp().getRequest<KnownRequest>();
  const key = headers['idempotency-key'];
  if (key === undefined || (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key))) return { by: person, key };
  throw new AppError('input.invalid', 'Idempotency-Key: 1 to 255 printable characters of ASCII');
});

/** Describes that header. */
export const TakesIdempotencyKey = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'For 24 hours the same key with the same body answers the same job; with another body it is refused.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  });
