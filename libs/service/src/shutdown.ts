import type { Logger } from './logger.js';

/** The part of `process` that ends it. */
export interface Host {
  on(event: string, listener: (value: unknown) => void): unknown;
  exit(code: number): void;
}

export interface Stop {
  readonly stop: () => Promise<void>;
  readonly logger: Logger;
  /** How long running work may go on. */
  readonly graceMs: number;
  /** How long giving back what the grace interrupted, and closing, may take after it. */
  readonly closeMs: number;
}

/** The first SIGTERM or SIGINT stops in order; a second one, or the end of the time for it, ends at once. */
export function stopOnSignal(host: Host, { stop, logger, graceMs, closeMs }: Stop) {
  let stopping = false;
  const onSignal = (signal: string) => {
    if (stopping) return host.exit(1);
    stopping = true;
    logger.info({ signal, graceMs }, 'Service stops');
    const timer = setTimeout(() => {
      logger.error({ graceMs }, 'Service did not stop in time');
      host.exit(1);
    }, graceMs + closeMs);
    const ended = (code: number) => {
      clearTimeout(timer);
      host.exit(code);
    };
    stop().then(
      () => {
        logger.info({}, 'Service stopped');
        ended(0);
      },
      (error: unknown) => {
        logger.error({ err: error }, 'Service stopped with an error');
        ended(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT']) host.on(signal, () => onSignal(signal));
}

/** After a fault that nobody caught the state is unknown: say why and let the supervisor start anew. */
export function exitOnFault(host: Host, logger: Logger) {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    host.on(event, (error) => {
      logger.fatal({ err: error, event }, 'An error was not caught');
      host.exit(1);
    });
  }
}
