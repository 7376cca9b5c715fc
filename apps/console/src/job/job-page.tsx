import { useParams } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useJobTree } from '../live/use-job-tree.js';
import { NotFound } from '../ui/not-found.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { JobView } from './job-view.js';

export function JobPage() {
  const { id = '' } = useParams();
  return <JobById key={id} id={id} />;
}

function JobById({ id }: { id: string }) {
  const tree = useJobTree(id);
  if (tree.data) return <JobView tree={tree.data} />;
  if (!tree.error) return <p className="muted loading">Loading…</p>;
  const problem = ApiProblem.from(tree.error);
  // An address that is no id at all is refused as bad input, and means the same to the reader.
  if ([400, 404].includes(problem.problem.status)) return <NotFound what="job" />;
  return <ProblemNotice problem={problem} />;
}
