/* global AbortController, AbortSignal */
// Every browser has it, jsdom has not.
AbortSignal.any ??= (signals) => {
  const either = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) either.abort(signal.reason);
    signal.addEventListener('abort', () => either.abort(signal.reason), { once: true });
  }
  return either.signal;
};
