import { AppError } from '@polyspool/contracts/errors';

const exhausted = new Set<string>(['process.timedOut', 'process.outOfMemory']);

/** A task that runs into its limits over a document says something about the document. */
export const asDocumentFault = (error: unknown): unknown =>
  error instanceof AppError && exhausted.has(error.code)
    ? new AppError('document.tooComplex', `The document takes more than it may: ${error.message}`, { cause: error })
    : error;
