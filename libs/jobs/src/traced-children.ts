import { currentTraceparent, inSpan } from '@polyspool/service/tracing';
import type { NewChild } from './child-jobs.js';
import { parseBullId } from './job-ids.js';
import { createSpan, traceCarried } from './message-spans.js';

/** A trace of more jobs than that can neither be read nor held in memory by whoever decides what is kept. */
export const mostInOneTrace = 100;

/** Few children are part of their parent's trace; of many, each has its own, linked to it (OTEP 220). */
export async function tracedChildren(queue: string, type: string, children: readonly NewChild[]): Promise<NewChild[]> {
  const from = currentTraceparent();
  if (from === undefined || children.length <= mostInOneTrace) {
    return children.map((child) => ({ ...child, data: { ...child.data, traceparent: from } }));
  }
  return Promise.all(
    children.map(async ({ bullId, data }) => {
      const span = createSpan(queue, { id: parseBullId(bullId).jobId, type, run: data.run }, from);
      return inSpan(`create ${type}`, span, async () => ({ bullId, data: { ...data, ...traceCarried(from) } }));
    }),
  );
}
