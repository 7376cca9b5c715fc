import { Outlet } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { ForOperatorsOnly } from '../operations/for-operators-only.js';
import { useMe } from '../session/use-me.js';
import { PageTabs } from '../ui/page-tabs.js';
import { ProblemNotice } from '../ui/problem-notice.js';

const pages = [
  ['/operations', 'Overview'],
  ['/operations/backups', 'Backups'],
  ['/operations/people', 'People'],
  ['/operations/audit', 'Audit log'],
  ['/operations/notify', 'Notify'],
  ['/operations/mails', 'Mails'],
] as const;

/** The pages of those who run the system. For others nothing is asked. */
export function AdminLayout() {
  const { data: me, error } = useMe();
  if (error) return <ProblemNotice problem={ApiProblem.from(error)} />;
  if (!me) return <p className="muted">Loading…</p>;
  if (me.role === 'user') return <ForOperatorsOnly me={me} />;
  return (
    <div className="page-stack">
      <PageTabs label="Operations" pages={pages} />
      <Outlet />
    </div>
  );
}
