import type { Schedule, ScheduleChange } from '@polyspool/contracts/schedules';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { countdown, secondsUntil } from '../ui/durations.js';
import { Figures } from '../ui/figures.js';
import { timeAgo } from '../ui/format.js';
import { jobTypeLabel } from '../ui/job-names.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useNow } from '../ui/use-now.js';
import { CronForm } from './cron-form.js';
import { RunNowButton } from './run-now-button.js';
import { useOperation } from './use-polled.js';
import { utcTime } from './utc-time.js';

export function ScheduleRow({ schedule }: { schedule: Schedule }) {
  const { name, type, cron, enabled, nextRunAt, lastRunAt, lastJobId } = schedule;
  return (
    <li className="operation-row">
      <div className="operation-name">
        <h3>{name}</h3>
        <span className={`badge ${enabled ? 'schedule-on' : ''}`}>{enabled ? 'On' : 'Off'}</span>
        <span className="muted small">{jobTypeLabel(type)}</span>
      </div>
      <Figures
        of={{
          When: <code>{cron}</code>,
          'Next run': nextRunAt ? <TimeUntil date={nextRunAt} /> : 'never',
          'Last run': lastRunAt ? <time dateTime={lastRunAt}>{timeAgo(lastRunAt)}</time> : 'never',
          'Last job': lastJobId && <Link to={`/jobs/${lastJobId}`}>{lastJobId.slice(-8)}</Link>,
        }}
      />
      <ScheduleActions schedule={schedule} />
    </li>
  );
}

const hour = 3600;

function TimeUntil({ date }: { date: string }) {
  const left = secondsUntil(date, useNow());
  return (
    <time dateTime={date}>
      {left > 0 ? `in ${countdown(left)}` : 'now'}
      {left > hour && `, ${utcTime(date)}`}
    </time>
  );
}

function ScheduleActions({ schedule }: { schedule: Schedule }) {
  const { name, cron, enabled } = schedule;
  const { api } = useSession();
  const change = useOperation((what: ScheduleChange) => api.operations.changeSchedule(name, what));
  return (
    <div className="button-row operation-actions">
      <RunNowButton schedule={schedule} />
      <button
        className="button small"
        type="button"
        aria-label={`Turn ${enabled ? 'off' : 'on'} ${name}`}
        disabled={change.isPending}
        onClick={() => change.mutate({ enabled: !enabled })}
      >
        {enabled ? 'Turn off' : 'Turn on'}
      </button>
      <AskingButton
        className="button small"
        label="Change time"
        of={`of ${name}`}
        question={`When should ${name} run?`}
      >
        {(close) => <CronForm name={name} cron={cron} close={close} />}
      </AskingButton>
      {change.error && <ProblemNotice problem={ApiProblem.from(change.error)} />}
    </div>
  );
}
