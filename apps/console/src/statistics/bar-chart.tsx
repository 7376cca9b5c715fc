import type { CorpusShare } from '@polyspool/contracts/reports';
import { useId, useState } from 'react';
import { Link } from 'react-router';
import { hoursText } from './hours-text.js';
import { ShareTable } from './share-table.js';

interface BarChartProps {
  readonly title: string;
  readonly note?: string;
  /** The largest first. */
  readonly shares: readonly CorpusShare[];
  readonly nameOf: (share: CorpusShare) => string;
  /** To the recordings that it is of. */
  readonly linkOf?: (share: CorpusShare) => string | undefined;
}

const fewest = 8;

/** Hours of sound as bars, the speech in them dark; each bar has its name and its number in words. */
export function BarChart({ title, note, shares, nameOf, linkOf }: BarChartProps) {
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const most = Math.max(...shares.map(({ hours }) => hours), Number.MIN_VALUE);
  const shown = isWhole ? shares : shares.slice(0, fewest);
  return (
    <section className="card chart" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note && <p className="hint">{note}</p>}
      <ul className="bars">
        {shown.map((share) => (
          <li key={share.name}>
            <BarName name={nameOf(share)} to={linkOf?.(share)} />
            <span className="bar-value small tabular">{hoursText(share.hours)}</span>
            <Bar share={share} most={most} />
          </li>
        ))}
      </ul>
      {shares.length > fewest && (
        <button className="button small" type="button" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${shares.length}`}
        </button>
      )}
      <ShareTable title={title} shares={shares} nameOf={nameOf} />
    </section>
  );
}

function BarName({ name, to }: { name: string; to: string | undefined }) {
  return (
    <span className="bar-name" dir="auto">
      {to ? <Link to={to}>{name}</Link> : name}
    </span>
  );
}

function Bar({ share: { hours, speechHours }, most }: { share: CorpusShare; most: number }) {
  const width = (of: number) => `${Math.min(100, (of / most) * 100).toFixed(2)}%`;
  return (
    <svg className="bar" aria-hidden width="100%" height="12">
      <rect className="bar-track" width="100%" height="12" rx="4" />
      <rect className="bar-sound" width={width(hours)} height="12" rx="4" />
      <rect className="bar-speech" width={width(Math.min(hours, speechHours))} height="12" rx="4" />
    </svg>
  );
}
