import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { ComparedPages } from './compare-pages.js';

/** What drawing a page can come to. */
const ofDrawing: ReadonlySet<ErrorCode> = new Set([
  'process.failed',
  'process.timedOut',
  'process.outOfMemory',
  'file.unreadable',
  'document.tooComplex',
]);

/** What would come again, however often the same pages are drawn. */
export const lastingFaults: ReadonlySet<ErrorCode> = new Set([
  'process.outOfMemory',
  'file.unreadable',
  'document.tooComplex',
]);

/** A page that cannot be drawn, or takes too long, is no reason to do without the document: it comes uncompared, and that is said. */
export async function orUncompared(
  signal: AbortSignal,
  compare: () => Promise<ComparedPages>,
  faults: ReadonlySet<ErrorCode> = ofDrawing,
): Promise<ComparedPages> {
  try {
    return await compare();
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = AppError.from(error);
    if (!faults.has(code)) throw error;
    const detail = `The pages were not compared with those of the original, and there are no pictures of them: ${message}`;
    return { comparisons: [], pictures: [], pictured: [], warnings: [{ code, detail }] };
  }
}
