import { ApiProblem } from '../api/api-problem.js';
import { useMe } from '../session/use-me.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { AlertsSection } from './alerts-section.js';
import { DeadLettersSection } from './dead-letters-section.js';
import { EnginesSection } from './engines-section.js';
import { ForOperatorsOnly } from './for-operators-only.js';
import { QueuesSection } from './queues-section.js';
import { SchedulesSection } from './schedules-section.js';
import { WorkersSection } from './workers-section.js';

export function OperationsPage() {
  const { data: me, error } = useMe();
  if (error) return <ProblemNotice problem={ApiProblem.from(error)} />;
  if (!me) return <p className="muted">Loading…</p>;
  if (me.role === 'user') return <ForOperatorsOnly me={me} />;
  return (
    <div className="operations">
      <title>Operations · Polyspool</title>
      <header className="operations-header">
        <h1>Operations</h1>
        <p className="muted">Everything here is as it was a moment ago.</p>
      </header>
      <AlertsSection />
      <QueuesSection />
      <EnginesSection />
      <WorkersSection />
      <DeadLettersSection />
      <SchedulesSection />
    </div>
  );
}
