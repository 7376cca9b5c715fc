import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { Logger } from '@polyspool/service/logger';
import { problemMediaType, problemOf } from '@polyspool/service/problem';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KnownRequest } from '../access/key-guard.js';

/** Answers every error as RFC 9457 problem details. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost) {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const error = toAppError(thrown);
    if (error.status >= 500) this.log(error, request);
    if (reply.raw.headersSent) return void reply.raw.destroy();
    if (error.status === 401) reply.header('www-authenticate', 'Bearer');
    if (error.code === 'auth.scopeMissing') reply.header('www-authenticate', 'Bearer error="insufficient_scope"');
    if (error.status === 503 || error.status === 429) reply.header('retry-after', String(error.retryAfterS ?? 5));
    reply.code(error.status).type(problemMediaType).send(problemOf(error));
  }

  private log(error: AppError, request: FastifyRequest) {
    const { method, id: requestId, routeOptions } = request;
    const userId = (request as KnownRequest).person?.id;
    const fields = { err: error.code === 'internal' ? (error.cause ?? error) : error, requestId, userId, method };
    const level = error.code === 'internal' ? 'error' : 'warn';
    this.logger[level]({ ...fields, route: routeOptions.url }, 'A request failed');
  }
}

const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'auth.missing',
  403: 'auth.forbidden',
  404: 'route.unknown',
  408: 'input.timedOut',
  413: 'input.tooLarge',
  503: 'service.unavailable',
};

/** Nest hands over the errors of Fastify and its plugins as HttpException, and some as they were. */
function toAppError(thrown: unknown): AppError {
  const status = statusOf(thrown);
  if (thrown instanceof AppError || status === undefined) return AppError.from(thrown);
  const code = codeOfStatus[status] ?? (status < 500 ? 'input.invalid' : 'internal');
  return new AppError(code, (thrown as Error).message, { cause: thrown });
}

function statusOf(thrown: unknown) {
  if (thrown instanceof HttpException) return thrown.getStatus();
  if (!(thrown instanceof Error) || !('statusCode' in thrown)) return undefined;
  return typeof thrown.statusCode === 'number' ? thrown.statusCode : undefined;
}
