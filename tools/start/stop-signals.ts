export interface StopActions {
  /** Asked once: ends everything in order. */
  readonly stop: () => Promise<void>;
  /** Asked again by somebody who does not want to wait. */
  readonly kill: () => void;
}

/** npm and the terminal both pass one Ctrl-C on: what follows within this time is the same one. */
const sameMs = 1_000;

/** Stops on Ctrl-C, on TERM, when the terminal closes and when the process that started this one is gone. */
export function onStopSignals({ stop, kill }: StopActions): void {
  let askedAt = 0;
  const ask = (code: number) => {
    const now = Date.now();
    if (askedAt === 0) {
      askedAt = now;
      stop().then(
        () => process.exit(code),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    } else if (now - askedAt > sameMs) {
      kill();
      process.exit(code);
    }
  };
  process.on('SIGINT', () => ask(130));
  process.on('SIGTERM', () => ask(143));
  process.on('SIGHUP', () => ask(129));
  process.on('disconnect', () => ask(1));
  // The reader of our output is gone, for example `| head`: there is nobody left to tell.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => ask(1));
}
