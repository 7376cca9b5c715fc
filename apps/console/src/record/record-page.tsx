import { useLocation, useParams } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { Arrival } from '../records/use-new-record.js';
import { NotFound } from '../ui/not-found.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { RecordView } from './record-view.js';
import { useRecord, useRecordNews } from './use-record.js';

export function RecordPage() {
  const { id = '' } = useParams();
  return <RecordById key={id} id={id} />;
}

function RecordById({ id }: { id: string }) {
  const { data, error } = useRecord(id);
  useRecordNews(id);
  const arrival = Arrival.safeParse(useLocation().state).data ?? {};
  if (data) return <RecordView record={data} arrival={arrival} />;
  if (!error) return <p className="muted opening">Loading…</p>;
  const problem = ApiProblem.from(error);
  // An address that is no id at all is refused as bad input, and means the same to the reader.
  if ([400, 404].includes(problem.problem.status)) return <NotFound what="record" />;
  return <ProblemNotice problem={problem} />;
}
