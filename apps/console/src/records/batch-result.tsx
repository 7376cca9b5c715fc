import { BatchItemResult } from '@polyspool/contracts/corpus';
import { largeMark } from '@polyspool/contracts/packed-fields';
import type { JobSnapshot } from '@polyspool/contracts/job-status';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { ApiProblem } from '../api/api-problem.js';
import { PartGrid } from '../job/part-grid.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { batchRows, isBatch } from './batch-items.js';
import { BatchItemRow } from './batch-item-row.js';

/** So many at first, and with every wish for more: the title of each is asked for. */
const step = 50;

/** Each recording of a batch, live, and then what has become of it. */
export function BatchResult({ tree }: { tree: JobSnapshot }) {
  const [limit, setLimit] = useState(step);
  const { output, error } = useWholeOutput(tree);
  const rows = batchRows(tree, output);
  const [done, failed] = [rows.filter(({ isDone, error }) => isDone && !error), rows.filter((row) => row.error)];
  const batches = tree.children.filter(isBatch);
  return (
    <section className="card batch-result" aria-labelledby="batch-heading">
      <div className="section-head">
        <h2 id="batch-heading">Recordings</h2>
        <p className="muted small tabular" role="status">
          {rows.length > 0 &&
            `${done.length} of ${rows.length} done${failed.length ? `, ${failed.length} failed` : ''}`}
        </p>
      </div>
      {error && <ProblemNotice problem={ApiProblem.from(error)} />}
      {batches.length > 0 && rows.length === 0 && (
        <>
          <p className="muted">
            It is cut into batches of its own. What has become of each recording is told at the end.
          </p>
          <PartGrid parts={batches} />
        </>
      )}
      <ul className="batch-rows" aria-label="Recordings of the batch">
        {rows.slice(0, limit).map((row) => (
          <BatchItemRow key={row.recordId} row={row} />
        ))}
      </ul>
      {rows.length > limit && (
        <button className="button small" type="button" onClick={() => setLimit(limit + step)}>
          Show more ({(rows.length - limit).toLocaleString('en')} left)
        </button>
      )}
    </section>
  );
}

const Large = z.object({ items: z.literal(largeMark) });

/** The answer of a long batch is a file; one that is not so long lies elsewhere all the same, and is asked for by itself. */
function useWholeOutput({ job: { id, output }, artifacts }: JobSnapshot) {
  const { api } = useSession();
  const isElsewhere = Large.safeParse(output).success;
  const file = artifacts.find(({ jobId, name }) => jobId === id && name === 'records.json');
  const whole = useQuery({
    queryKey: ['job-result', id],
    queryFn: async () =>
      file ? { output: { items: await api.artifactJson(z.array(BatchItemResult), file.id) } } : api.jobResult(id),
    enabled: isElsewhere || file !== undefined,
  });
  return { output: isElsewhere || file ? whole.data?.output : output, error: whole.error };
}
