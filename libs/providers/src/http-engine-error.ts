import { AppError } from '@polyspool/contracts/errors';

const detailLength = 300;

/** Fails for good: asking again would only be refused again. What the server is too busy for, and its own faults, pass. */
export function httpEngineError(engine: string, status: number, detail = '', cause?: unknown): AppError {
  const said = `${engine} answered ${status} ${detail.replaceAll(/\s+/g, ' ').slice(0, detailLength)}`.trim();
  const passes = status === 408 || status === 429 || status >= 500;
  return new AppError(passes ? 'engine.unavailable' : 'engine.refused', said, { cause });
}

/** Nobody answered, or not in time, or not to the end. */
export const unreachableEngine = (engine: string, cause: unknown): AppError =>
  new AppError('engine.unavailable', `${engine} does not answer: ${reasonOf(cause)}`, { cause });

/** `fetch` says "fetch failed" and has the reason beneath. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return error.cause instanceof Error ? reasonOf(error.cause) : (code ?? error.message);
}
