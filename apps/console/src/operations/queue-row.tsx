import type { QueueState, QueueStatus } from '@polyspool/contracts/queue-status';
import { ApiProblem } from '../api/api-problem.js';
import type { QueueAction } from '../api/operations-client.js';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { durationSince } from '../ui/durations.js';
import { Figures } from '../ui/figures.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useNow } from '../ui/use-now.js';
import { CountedQuestion } from './counted-question.js';
import { useOperation } from './use-polled.js';

export function QueueRow({ queue }: { queue: QueueStatus }) {
  const { state, since, queued, running, retrying, scheduled, oldestAt } = queue;
  const now = useNow();
  return (
    <li className="operation-row">
      <div className="operation-name">
        <h3>{queue.queue}</h3>
        <span className={`badge queue-${state}`}>{states[state]}</span>
        {since && <span className="muted small">for {durationSince(since, now)}</span>}
      </div>
      <Figures
        of={{
          Waiting: queued,
          Running: running,
          Retrying: retrying,
          Scheduled: scheduled,
          'Oldest has waited': oldestAt && durationSince(oldestAt, now),
        }}
      />
      <QueueActions queue={queue} />
    </li>
  );
}

function QueueActions({ queue: { queue, state } }: { queue: QueueStatus }) {
  const { api } = useSession();
  const control = useOperation((action: QueueAction) => api.operations.controlQueue(queue, action));
  const button = (action: QueueAction, label: string, title?: string) => (
    <button
      className="button small"
      type="button"
      title={title}
      aria-label={`${label} ${queue}`}
      disabled={control.isPending}
      onClick={() => control.mutate(action)}
    >
      {label}
    </button>
  );
  return (
    <div className="button-row operation-actions">
      {state === 'open' ? button('pause', 'Pause', 'Nothing new is begun') : button('resume', 'Resume')}
      {state !== 'draining' && button('drain', 'Drain', 'New jobs are refused, what is there runs')}
      <PurgeButton queue={queue} />
      {control.error && <ProblemNotice problem={ApiProblem.from(control.error)} />}
    </div>
  );
}

function PurgeButton({ queue }: { queue: string }) {
  const { api } = useSession();
  return (
    <AskingButton className="button small danger" label="Purge" of={queue} question={`Purge ${queue}?`}>
      {(close) => (
        <CountedQuestion
          name={`queue ${queue}`}
          count={async () => (await api.operations.purgeQueue(queue, true)).matched}
          text={(count) =>
            `This cancels ${count === 1 ? 'one job that waits' : `${count} jobs that wait`}. What runs goes on.`
          }
          nothing="No job waits in this queue: there is nothing to cancel."
          yes="Yes, cancel them"
          run={() => api.operations.purgeQueue(queue, false)}
          close={close}
        />
      )}
    </AskingButton>
  );
}

const states: Record<QueueState, string> = { open: 'Open', paused: 'Paused', draining: 'Draining' };
