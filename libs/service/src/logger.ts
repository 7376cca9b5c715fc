import { isSpanContextValid, trace } from '@opentelemetry/api';
import { pino, stdSerializers, type DestinationStream } from 'pino';
import type { ServiceEnv } from './env.js';
import { logFields } from './log-fields.js';
import { onLogFileTrouble, openLogFile } from './log-file.js';

/** A log line is a constant sentence with fields. Errors go into the field `err`. Abstract so that Nest can inject it. */
export abstract class Logger {
  abstract debug(fields: object, sentence: string): void;
  abstract info(fields: object, sentence: string): void;
  abstract warn(fields: object, sentence: string): void;
  abstract error(fields: object, sentence: string): void;
  abstract fatal(fields: object, sentence: string): void;
  /** A logger that adds `fields` to each of its lines. */
  abstract child(fields: object): Logger;
}

export interface LoggerOptions extends Pick<ServiceEnv, 'LOG_LEVEL' | 'LOG_FORMAT' | 'LOG_FILE'> {
  readonly name: string;
  /** Standard output where nothing is said. */
  readonly destination?: DestinationStream;
}

export async function createLogger(options: LoggerOptions): Promise<Logger> {
  const file = options.LOG_FILE === undefined ? undefined : openLogFile(options.LOG_FILE);
  const shown = options.destination ?? (await standardOutput(options.LOG_FORMAT));
  const logger: Logger = pino(
    {
      name: options.name,
      level: options.LOG_LEVEL,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: stdSerializers.err },
      redact: { paths: secretPaths, censor: '[hidden]' },
      mixin: whereAndForWhom,
    },
    file ? pino.multistream([shown, file].map((stream) => ({ stream, level: 'trace' }))) : shown,
  );
  if (file) onLogFileTrouble(file, (err) => logger.warn({ err }, 'The log file cannot be written'));
  return logger;
}

/** Written synchronously: the last lines before an exit must not be lost. */
async function standardOutput(format: ServiceEnv['LOG_FORMAT']): Promise<DestinationStream> {
  if (format === 'json') return pino.destination({ fd: 1, sync: true });
  const { PinoPretty } = await import('pino-pretty');
  return PinoPretty({ sync: true, ignore: 'pid,hostname,name', translateTime: 'SYS:HH:MM:ss.l' });
}

function whereAndForWhom() {
  const span = trace.getActiveSpan()?.spanContext();
  return { ...logFields(), ...(span && isSpanContextValid(span) && { traceId: span.traceId, spanId: span.spanId }) };
}

const secrets = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'userKey',
  'adminKey',
  'databaseUrl',
  'redisUrl',
  'sentinelPassword',
];

/** Pino hides by path, so each name is listed for every depth at which fields are logged. */
const secretPaths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
