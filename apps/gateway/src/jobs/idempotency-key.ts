import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import type { FastifyRequest } from 'fastify';

const header = 'idempotency-key';
const detail = '1 to 255 printable characters of ASCII';

/** The sender's name for the request, where it gave one. */
export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext) => {
  const key = context.switchToHttp().getRequest<FastifyRequest>().headers[header];
  if (key === undefined || (typeof key === 'string' && /^[\x20-\x7e]{1,255}$/.test(key))) return key;
  throw new AppError('input.invalid', `Idempotency-Key: ${detail}`);
});

/** Describes that header. */
export const TakesIdempotencyKey = () =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'For 24 hours the same key with the same body answers the same job; with another body it is refused.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
