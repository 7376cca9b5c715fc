import { taskLimits } from '../objects/task-limits.js';

/** A task tells of every page that it begins, so that one that takes too long is known. */
const pageLimitMs = 60_000;

/** What a process that works on the pages of a stranger's document may take; ordinary documents stay far below. */
export const pagesTaskLimits = (pages: number) => ({
  ...taskLimits,
  limits: { cpuSeconds: 3_600, fileSizeBytes: 512 * 1024 * 1024 },
  quietMs: pageLimitMs,
  timeoutMs: 60_000 + pages * 5_000,
});
