import { AlertsSection } from './alerts-section.js';
import { DeadLettersSection } from './dead-letters-section.js';
import { EnginesSection } from './engines-section.js';
import { QueuesSection } from './queues-section.js';
import { SchedulesSection } from './schedules-section.js';
import { WorkersSection } from './workers-section.js';

export function OperationsPage() {
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
