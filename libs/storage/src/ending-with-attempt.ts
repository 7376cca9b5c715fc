import { ProcessScope } from '@polyspool/processes/process-scope';
import { addAbortSignal, type Readable } from 'node:stream';

/** The same content, which breaks off when the attempt of a job is over that reads or writes it: nobody waits for a long one then. */
export function endingWithAttempt<Content extends Readable>(content: Content): Content {
  // It may break off before anybody reads it, which must not end the process: who reads it then is told all the same.
  content.on('error', () => undefined);
  const over = ProcessScope.current()?.signal;
  if (!over) return content;
  if (!over.aborted) return addAbortSignal(over, content);
  content.destroy();
  throw over.reason;
}
