import type { Attempt } from '@polyspool/contracts/job-status';
import { Fragment } from 'react';
import { roughDuration } from '../ui/durations.js';
import { byteSize, fullDate } from '../ui/format.js';

const columns = ['Try', 'Started', 'Took', 'How it ended', 'Worker', 'Peak memory', 'CPU'];

export function AttemptTable({ attempts }: { attempts: readonly Attempt[] }) {
  const hasRuns = attempts.some(({ run }) => run > 1);
  return (
    // It may be wider than a telephone: then it is scrolled, by keyboard too.
    <div className="table-scroll" role="region" aria-label="Attempts" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {attempts.map((attempt) => (
            <Fragment key={`${attempt.run}.${attempt.attempt}`}>
              <AttemptRow attempt={attempt} hasRuns={hasRuns} />
              {attempt.error && <ErrorRow error={attempt.error} />}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AttemptRow({ attempt, hasRuns }: { attempt: Attempt; hasRuns: boolean }) {
  const { run, outcome, startedAt, finishedAt, worker, peakRssBytes, cpuSeconds } = attempt;
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
        <span className={`badge attempt-${outcome}`}>{outcomes[outcome]}</span>
      </td>
      <td className="attempt-worker">{worker}</td>
      <td className="tabular">{peakRssBytes === undefined ? '–' : byteSize(peakRssBytes)}</td>
      <td className="tabular">{cpuSeconds === undefined ? '–' : `${cpuSeconds.toFixed(1)} s`}</td>
    </tr>
  );
}

/** A row of its own: it may be long. */
function ErrorRow({ error: { code, detail, errorClass, stack } }: { error: NonNullable<Attempt['error']> }) {
  return (
    <tr className="attempt-error">
      <td colSpan={columns.length}>
        <p>
          {errorClass ?? code}: {detail}
        </p>
        {stack && (
          <details className="stack">
            <summary>Stack</summary>
            <pre>{stack}</pre>
          </details>
        )}
      </td>
    </tr>
  );
}

const tookOf = (from: string, to: string) => {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  if (seconds < 1) return `${Math.max(0, Math.round(seconds * 1000))} ms`;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : roughDuration(seconds);
};

const outcomes: Record<Attempt['outcome'], string> = {
  running: 'Running',
  waiting: 'Put off',
  succeeded: 'Succeeded',
  failed: 'Failed',
  cancelled: 'Stopped',
  lost: 'Worker was lost',
};
