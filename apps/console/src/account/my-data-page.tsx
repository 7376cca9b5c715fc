import { ApiProblem } from '../api/api-problem.js';
import { useMe } from '../session/use-me.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { EraseCard } from './erase-card.js';
import { ExportCard } from './export-card.js';

export function MyDataPage() {
  const { data: me, error } = useMe();
  return (
    <div className="page-stack">
      <title>Your data · Polyspool</title>
      <h1>Your data</h1>
      {error && <ProblemNotice problem={ApiProblem.from(error)} />}
      {!me && !error && <p className="muted">Loading…</p>}
      {me && <ExportCard key={me.id} me={me} />}
      {me && <EraseCard me={me} />}
    </div>
  );
}
