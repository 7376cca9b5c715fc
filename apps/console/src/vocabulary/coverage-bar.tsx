import type { Coverage, LearnerState } from '@polyspool/contracts/learner';
import { coverageOf } from './coverage-of.js';
import type { KnownEntry } from '@polyspool/contracts/learner';
import { stateNames } from './word-names.js';

interface CoverageBarProps {
  readonly entries: readonly KnownEntry[];
  /** What the server counts; the newest changes may be missing. */
  readonly coverage: Coverage | undefined;
  readonly isComplete: boolean;
}

const shown = ['known', 'ignored', 'learning', 'new'] as const satisfies LearnerState[];

/** With this share known, a text is read with some help, and without any (Nation, 2006). */
const marks = [95, 98] as const;

/** Which share of what is said the reader knows, as a picture and in words. */
export function CoverageBar({ entries, coverage, isComplete }: CoverageBarProps) {
  const shares = coverageOf(entries);
  const percent = isComplete ? shares.percent : (coverage?.percent ?? 0);
  const [known, total] = isComplete
    ? [shares.counts.known + shares.counts.ignored, shares.total]
    : [coverage?.known ?? 0, coverage?.total ?? 0];
  const widthOf = (state: LearnerState) => (shares.total > 0 ? (shares.counts[state] / shares.total) * 100 : 0);
  return (
    <figure className="coverage">
      <figcaption>
        <span className="coverage-percent tabular">{Math.floor(percent * 10) / 10}%</span> of the words spoken here are
        known to you{' '}
        <span className="muted tabular">
          ({amount(known)} of {amount(total)})
        </span>
      </figcaption>
      <div className="coverage-picture" aria-hidden>
        <div className="coverage-bar">
          {shown.map((state) => (
            <span key={state} className={`coverage-part ${state}`} style={{ inlineSize: `${widthOf(state)}%` }} />
          ))}
        </div>
        {marks.map((mark) => (
          <span key={mark} className="coverage-mark" style={{ insetInlineStart: `${mark}%` }} />
        ))}
      </div>
      <ul className="coverage-legend small">
        {shown.map((state) => (
          <li key={state}>
            <span className={`coverage-key ${state}`} aria-hidden />
            {stateNames[state]} <span className="tabular">{amount(shares.counts[state])}</span>
          </li>
        ))}
      </ul>
      <p className="hint">
        From {marks[0]}% on most texts can be followed with some help, from {marks[1]}% on without any (I. S. P. Nation,
        2006). Ignored words count as known, names do not count.
      </p>
    </figure>
  );
}

const amount = (count: number) => count.toLocaleString('en');
