import type { DeadLetterGroup } from '@polyspool/contracts/dead-letters';
import { errorCodes, isErrorCode } from '@polyspool/contracts/errors';
import { useState } from 'react';
import { useSession } from '../session/session.js';
import { AskingButton } from '../ui/asking-button.js';
import { fullDate, timeAgo } from '../ui/format.js';
import { jobTypeLabel } from '../ui/job-names.js';
import { CountedQuestion } from './counted-question.js';
import { DeadJobList } from './dead-job-list.js';
import { ReplayButton } from './replay-button.js';

/** Jobs that failed in the same way. */
export function DeadLetterRow({ group }: { group: DeadLetterGroup }) {
  const { fingerprint, type, code, count, firstAt, lastAt, sample } = group;
  const [isOpen, setIsOpen] = useState(false);
  const title = isErrorCode(code) ? errorCodes[code].title : code;
  const name = `${jobTypeLabel(type)}: ${title}`;
  return (
    <li className="operation-row letter-row">
      <div className="operation-name">
        <h3>{name}</h3>
        <span className="badge status-failed tabular">{count === 1 ? '1 job' : `${count} jobs`}</span>
      </div>
      <p className="letter-sample">{sample.detail || code}</p>
      <p className="muted small">
        <code>{code}</code> · last <time dateTime={lastAt}>{timeAgo(lastAt)}</time>
        {count > 1 && (
          <>
            , first <time dateTime={firstAt}>{fullDate(firstAt)}</time>
          </>
        )}
      </p>
      <div className="button-row operation-actions">
        <ReplayButton what={count === 1 ? 'this one' : 'these'} of={`of ${name}`} choice={{ fingerprint }} />
        <PurgeLettersButton fingerprint={fingerprint} name={name} />
      </div>
      <details className="letter-jobs" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
        <summary>
          Jobs<span className="visually-hidden"> of {name}</span>
        </summary>
        {isOpen && <DeadJobList fingerprint={fingerprint} />}
      </details>
    </li>
  );
}

function PurgeLettersButton({ fingerprint, name }: { fingerprint: string; name: string }) {
  const { api } = useSession();
  return (
    <AskingButton className="button small danger" label="Purge" of={name} question={`Purge ${name}?`}>
      {(close) => (
        <CountedQuestion
          name={`letters ${fingerprint}`}
          count={async () => (await api.operations.purgeLetters(fingerprint, true)).matched}
          text={(count) =>
            `This takes ${count === 1 ? 'one dead letter' : `${count} dead letters`} off this list. The jobs stay, failed.`
          }
          nothing="There is nothing left to take away."
          yes="Yes, take away"
          run={() => api.operations.purgeLetters(fingerprint, false)}
          close={close}
        />
      )}
    </AskingButton>
  );
}
