import { DocumentProbe } from '@polyspool/contracts/files';
import { runTask } from '@polyspool/processes/run-task';
import { z } from 'zod';
import { taskLimits } from './task-limits.js';
import { asDocumentFault } from './as-document-fault.js';

export interface DocumentToInspect {
  readonly path: string;
  readonly password?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

export const Inspection = z.object({
  probe: DocumentProbe,
  /** What people should know before they have it translated, in sentences. */
  notices: z.array(z.string()),
});
export type Inspection = z.output<typeof Inspection>;

const defaultTimeoutMs = 60_000;

/**
 * A look into a PDF, in a process of its own. A file that wants a password and is given none is probed as far as that goes.
 * Throws `file.unreadable`, `file.wrongPassword`, `document.tooManyPages`, `document.tooComplex`, `document.dynamicForm`.
 */
export async function inspectDocument(document: DocumentToInspect): Promise<Inspection> {
  const { path, password, signal, timeoutMs = defaultTimeoutMs } = document;
  try {
    return await runTask({
      ...taskLimits,
      name: 'inspect-document.task',
      from: import.meta.url,
      input: { path, password },
      answer: Inspection,
      timeoutMs,
      ...(signal && { signal }),
    });
  } catch (error) {
    throw asDocumentFault(error);
  }
}
