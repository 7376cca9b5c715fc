import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Person } from '@polyspool/database/people';
import type { KnownRequest } from '../access/key-guard.js';
import { idempotencyKeyOf } from '../http/idempotency-key.js';

/** Who sends a request that may come twice. */
export interface Sender {
  readonly by: Person;
  /** Their `Idempotency-Key`, where they gave one. */
  readonly key: string | undefined;
}

export const SentBy = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const request = context.switchToHttp().getRequest<KnownRequest>();
  return { by: request.person, key: idempotencyKeyOf(request) };
});

/** Describes that header. */
export const TakesIdempotencyKey = () =>
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'For 24 hours the same key with the same body answers the same job; with another body it is refused.',
    schema: { type: 'string', minLength: 1, maxLength: 255 },
  });
