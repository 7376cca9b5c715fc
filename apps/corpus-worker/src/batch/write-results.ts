import type { RunningJob } from '@polyspool/jobs/job-handler';
import { Readable } from 'node:stream';

/** Results of a long list as JSON, one on each line, written as they come: nobody holds all of them. */
export const writeResults = (
  { artifact }: Pick<RunningJob, 'artifact'>,
  name: string,
  results: AsyncIterable<object>,
): Promise<void> => artifact({ name, kind: 'report', mediaType: 'application/json' }, Readable.from(asList(results)));

async function* asList(results: AsyncIterable<object>) {
  let before = '[\n';
  for await (const result of results) {
    yield before + JSON.stringify(result);
    before = ',\n';
  }
  yield '\n]\n';
}
