import { useState } from 'react';
import type { ReplayChoice } from '../api/operations-client.js';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { CountedQuestion } from './counted-question.js';

interface ReplayButtonProps {
  readonly what: string;
  /** Which these are, for those who only hear it. */
  readonly of?: string;
  readonly choice: ReplayChoice;
}

/** Lets dead letters run again, as fast as the rest of the house can bear it. */
export function ReplayButton({ what, of, choice }: ReplayButtonProps) {
  return (
    <AskingButton className="button small" label={`Replay ${what}`} of={of} question={`Replay ${what}?`}>
      {(close) => <ReplayQuestion choice={choice} close={close} />}
    </AskingButton>
  );
}

function ReplayQuestion({ choice, close }: { choice: ReplayChoice; close: () => void }) {
  const { api } = useSession();
  const [rate, setRate] = useState('5');
  const perSecond = rate ? Number(rate) : undefined;
  return (
    <CountedQuestion
      name={`replay ${JSON.stringify(choice)}`}
      count={async () => (await api.operations.replay(choice, { dryRun: true })).matched}
      text={(count) =>
        `${count === 1 ? 'One job runs' : `${count} jobs run`} again. What is done already is not done again.`
      }
      nothing="There is nothing left to run again."
      yes="Yes, run again"
      tone="primary"
      run={() => api.operations.replay(choice, { perSecond })}
      close={close}
    >
      <label className="field rate-field">
        <span>How fast</span>
        <select value={rate} onChange={({ target }) => setRate(target.value)}>
          {rates.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </CountedQuestion>
  );
}

const rates = [
  ['0.2', 'One every 5 s'],
  ['1', '1 a second'],
  ['5', '5 a second'],
  ['50', '50 a second'],
  ['', 'All at once'],
] as const;
