import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { AuditFilter } from '../api/operations-client.js';
import { ShowMore } from '../operations/operations-section.js';
import { useSession } from '../session/session.js';
import { ApiProblem } from '../api/api-problem.js';
import { EmptyState } from '../ui/empty-state.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { usePages } from '../ui/use-pages.js';
import { AuditFilters } from './audit-filters.js';
import { AuditRow } from './audit-row.js';

export function AuditPage() {
  const { api } = useSession();
  const [filter, setFilter] = useState<AuditFilter>({});
  const entries = usePages(['audit', filter], (cursor) => api.operations.audit(filter, cursor));
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <div className="operations">
      <title>Audit log · Polyspool</title>
      <header className="operations-header">
        <h1>Audit log</h1>
        <p className="muted">Who did what, newest first. Nothing is ever taken out of it.</p>
      </header>
      <section className="card page-stack" aria-label="Entries">
        <AuditFilters filter={filter} onChange={setFilter} />
        {entries.error && <ProblemNotice problem={ApiProblem.from(entries.error)} />}
        {entries.isPending && <p className="muted">Loading…</p>}
        {entries.data?.length === 0 && (
          <EmptyState icon={ScrollText} title={isFiltered ? 'Nothing like that was done' : 'Nothing to tell yet'}>
            {isFiltered
              ? 'Try fewer of the conditions above.'
              : 'Pausing a queue, deleting a recording, changing a schedule: whatever takes away or governs stands here.'}
          </EmptyState>
        )}
        <ul className="operation-rows" aria-label="Audit log">
          {entries.data?.map((entry) => (
            <AuditRow
              key={entry.id}
              entry={entry}
              onOnly={(actorId) => setFilter((known) => ({ ...known, actorId }))}
            />
          ))}
        </ul>
        <ShowMore query={entries} what="entries" />
      </section>
    </div>
  );
}
