import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotentAnswers } from '@polyspool/database/idempotent-answers';
import type { FastifyReply } from 'fastify';
import { catchError, defer, mergeMap, of } from 'rxjs';
import type { KnownRequest } from '../access/key-guard.js';
import { requestHash } from '../jobs/request-hash.js';
import { idempotencyKeyOf } from './idempotency-key.js';

const mark = 'answered once';

interface OnceMark {
  /** Fields that are shown once, and not again to whoever repeats the request. */
  readonly except: readonly string[];
}

/** What a route does is done once for all requests with the same `Idempotency-Key`; the others are answered as the first was. */
export const AnsweredOnce = ({ except = [] }: Partial<OnceMark> = {}) =>
  applyDecorators(
    SetMetadata(mark, { except } satisfies OnceMark),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'For 24 hours the same key with the same request has the same answer, and nothing done again' +
        (except.length ? ` (it is without \`${except.join('`, `')}\`, which is shown once)` : ''),
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );

/** Carries that out. */
@Injectable()
export class AnswerOnce implements NestInterceptor {
  constructor(
    private readonly answers: IdempotentAnswers,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>) {
    const once = this.reflector.get<OnceMark | undefined>(mark, context.getHandler());
    const request = context.switchToHttp().getRequest<KnownRequest>();
    const { person, method, url, body } = request;
    const key = once && idempotencyKeyOf(request);
    if (!person || key === undefined) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const asked = { key, hash: requestHash({ method, url, body }) };
    return defer(() => this.answers.claim(person.id, asked)).pipe(
      mergeMap((kept) => {
        if (kept) {
          reply.code(kept.status).header('idempotent-replayed', 'true');
          if (kept.location !== null) reply.header('location', kept.location);
          return of(kept.body ?? undefined);
        }
        return next.handle().pipe(
          catchError(async (error: unknown) => {
            await this.answers.release(person.id, key);
            throw error;
          }),
          mergeMap(async (answer) => {
            await this.answers.keep(person.id, key, keptOf(reply, answer, once?.except ?? []));
            return answer;
          }),
        );
      }),
    );
  }
}

function keptOf(reply: FastifyReply, answer: unknown, except: readonly string[]) {
  const location = reply.getHeader('location');
  const isFields = typeof answer === 'object' && answer !== null && !Array.isArray(answer);
  const body = isFields
    ? Object.fromEntries(Object.entries(answer).filter(([name]) => !except.includes(name)))
    : answer;
  return { status: reply.statusCode, location: location === undefined ? null : String(location), body };
}
