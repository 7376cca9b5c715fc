import type { Attempt } from '@polyspool/contracts/job-status';
import { roughDuration } from '../ui/durations.js';
import { byteSize, fullDate } from '../ui/format.js';

export function AttemptTable({ attempts }: { attempts: readonly Attempt[] }) {
  const hasRuns = attempts.some(({ run }) => run > 1);
  return (
    // It may be wider than a telephone: then it is scrolled, by keyboard too.
    <div className="table-scroll" role="region" aria-label="Attempts" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {['Try', 'Started', 'Took', 'How it ended', 'Worker', 'Peak memory', 'CPU'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <AttemptRow key={`${attempt.run}.${attempt.attempt}`} attempt={attempt} hasRuns={hasRuns} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AttemptRow({ attempt, hasRuns }: { attempt: Attempt; hasRuns: boolean }) {
  const { run, startedAt, finishedAt, worker, peakRssBytes, cpuSeconds } = attempt;
  return (
    <tr>
      <th scope="row" className="tabular">
        {hasRuns ? `Run ${run}, ${attempt.attempt}` : attempt.attempt}
      </th>
      <td>
        <time dateTime={startedAt}>{fullDate(startedAt)}</time>
      </td>
      <td className="tabular">{finishedAt ? tookOf(startedAt, finishedAt) : '–'}</td>
      <td>
        <Outcome attempt={attempt} />
      </td>
      <td className="attempt-worker">{worker}</td>
      <td className="tabular">{peakRssBytes === undefined ? '–' : byteSize(peakRssBytes)}</td>
      <td className="tabular">{cpuSeconds === undefined ? '–' : `${cpuSeconds.toFixed(1)} s`}</td>
    </tr>
  );
}

function Outcome({ attempt: { outcome, error } }: { attempt: Attempt }) {
  return (
    <>
      <span className={`badge attempt-${outcome}`}>{outcomes[outcome]}</span>
      {error && (
        <p className="attempt-error">
          {error.errorClass ?? error.code}: {error.detail}
        </p>
      )}
      {error?.stack && (
        <details className="stack">
          <summary>Stack</summary>
          <pre tabIndex={0}>{error.stack}</pre>
        </details>
      )}
    </>
  );
}

const tookOf = (from: string, to: string) => {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return seconds < 10 ? `${Math.max(0, seconds).toFixed(1)} s` : roughDuration(seconds);
};

const outcomes: Record<Attempt['outcome'], string> = {
  running: 'Running',
  waiting: 'Put off',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Stopped',
  lost: 'Worker was lost',
};
