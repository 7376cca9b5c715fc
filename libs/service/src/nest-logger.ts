import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger.js';

/** Lets Nest speak through our log. What Nest calls `log` is its own bookkeeping, so it is written as debug. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]) {
    this.logger.debug(fieldsOf(message, rest), 'Nest');
  }

  debug(message: unknown, ...rest: unknown[]) {
    this.logger.debug(fieldsOf(message, rest), 'Nest');
  }

  verbose(message: unknown, ...rest: unknown[]) {
    this.logger.debug(fieldsOf(message, rest), 'Nest');
  }

  warn(message: unknown, ...rest: unknown[]) {
    this.logger.warn(fieldsOf(message, rest), 'Nest warns');
  }

  error(message: unknown, ...rest: unknown[]) {
    this.logger.error(fieldsOf(message, rest), 'Nest reports an error');
  }

  fatal(message: unknown, ...rest: unknown[]) {
    this.logger.fatal(fieldsOf(message, rest), 'Nest cannot go on');
  }
}

/** Nest passes the context last, and for errors the stack before it. */
function fieldsOf(message: unknown, rest: readonly unknown[]) {
  const context = rest.at(-1);
  const stack = rest.slice(0, -1).find((value) => typeof value === 'string');
  if (message instanceof Error) return { err: message, context };
  return { detail: message, context, ...(stack === undefined ? {} : { stack }) };
}
