import { PolyspoolError } from '@polyspool/sdk';

/** What may be better later, a key that is not let in among it: somebody has to see to that, and no task is lost meanwhile. */
export const hasToWait = (error: unknown) =>
  error instanceof PolyspoolError &&
  error.code !== 'client.badRequest' &&
  [0, 401, 408, 429, 502, 503, 504].includes(error.status);
