import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { Warning } from '@polyspool/contracts/warning';
import type { ComparedPages } from './compare-pages.js';

/** What drawing a page can come to. */
const ofDrawing: ReadonlySet<ErrorCode> = new Set([
  'process.failed',
  'process.timedOut',
  'process.outOfMemory',
  'file.unreadable',
  'document.tooComplex',
]);

/** A page that cannot be drawn, or takes too long, is no reason to do without the document: it comes uncompared, and that is said. */
export async function orUncompared(
  signal: AbortSignal,
  compare: () => Promise<ComparedPages>,
): Promise<ComparedPages & { readonly warnings: readonly Warning[] }> {
  try {
    return { ...(await compare()), warnings: [] };
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = AppError.from(error);
    if (!ofDrawing.has(code)) throw error;
    const detail = `The pages were not compared with those of the original, and there are no pictures of them: ${message}`;
    return { comparisons: [], pictures: [], pictured: [], warnings: [{ code, detail }] };
  }
}
