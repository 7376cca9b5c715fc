/** Rejects with the signal's reason when that comes first. */
export function delay(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', onAbort, { once: true });
  });
}

/** Twice as long each time, up to `maxMs`; by chance up to half less, so that not all come back at once. */
export const backoffMs = (failures: number, firstMs = 250, maxMs = 15_000) =>
  Math.min(maxMs, firstMs * 2 ** failures) * (1 - Math.random() / 2);
