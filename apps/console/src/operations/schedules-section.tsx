import { CalendarClock } from 'lucide-react';
import { useSession } from '../session/session.js';
import { OperationsSection } from './operations-section.js';
import { ScheduleRow } from './schedule-row.js';
import { usePolled } from './use-polled.js';

export function SchedulesSection() {
  const { api } = useSession();
  const schedules = usePolled('schedules', api.operations.schedules);
  return (
    <OperationsSection
      id="schedules"
      title="Schedules"
      icon={CalendarClock}
      query={schedules}
      summary={<p className="muted small">Times are in UTC</p>}
    >
      {schedules.data?.length === 0 && <p className="muted">Nothing begins by itself.</p>}
      <ul className="operation-rows" aria-label="Schedules">
        {schedules.data?.map((schedule) => (
          <ScheduleRow key={schedule.name} schedule={schedule} />
        ))}
      </ul>
    </OperationsSection>
  );
}
