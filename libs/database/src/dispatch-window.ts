/** What each slot of the workers has in Redis at the least: it and what comes after, while the dispatcher looks elsewhere. */
export const perSlot = 4;
/** So many windows may be in Redis together with the jobs that are put off: those need no slot, and must not keep others out. */
const mostWindows = 10;

/** The root jobs of a queue that are in Redis. */
export interface InRedis {
  /** Those that need a slot, or may at any moment. */
  readonly held: number;
  /** Those that wait there for an engine, a turn or their next attempt. */
  readonly putOff: number;
}

/** How many root jobs of a queue may be in Redis: `least`, or more where there are many slots. */
export const windowFor = (least: number, slots: number, each = perSlot) => Math.max(least, each * slots);

/** How many more may be put there; none where it is not above zero. */
export const roomFor = ({ held, putOff }: InRedis, size: number) =>
  Math.min(size - held, mostWindows * size - held - putOff);
