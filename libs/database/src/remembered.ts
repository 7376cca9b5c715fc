/** Loads once for all who ask within `freshMs`; what takes long to load is kept for longer: a twentieth of the time is spent on it. */
export function remembered<Loaded>(freshMs: number, load: () => Promise<Loaded>): () => Promise<Loaded> {
  let loading: Promise<Loaded> | undefined;
  let until = 0;
  return () => {
    if (loading && performance.now() < until) return loading;
    const begun = performance.now();
    until = Infinity;
    const mine = load();
    loading = mine;
    mine.then(
      () => (until = performance.now() + Math.max(freshMs, 20 * (performance.now() - begun))),
      () => (until = 0),
    );
    return mine;
  };
}
