import type { CorpusShare } from '@polyspool/contracts/reports';
import { hoursText } from './hours-text.js';
import { ShareTable } from './share-table.js';

const height = 120;
const column = 20;
const gap = 6;

/** New hours by month, from left to right, and what they have come to. */
export function GrowthChart({ shares }: { shares: readonly CorpusShare[] }) {
  const months = withEmptyMonths(shares);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return null;
  const most = Math.max(...months.map(({ hours }) => hours), Number.MIN_VALUE);
  const width = months.length * (column + gap) - gap;
  const heightOf = (hours: number) => Math.max(hours > 0 ? 2 : 0, (hours / most) * height);
  const all = months.reduce((sum, { hours }) => sum + hours, 0);
  return (
    <section className="card chart" aria-labelledby="growth-heading">
      <h2 id="growth-heading">Growth</h2>
      <p className="hint">New sound by month, the speech in it dark. The highest column is {hoursText(most)}.</p>
      <svg
        className="growth"
        viewBox={`0 0 ${Math.max(width, 12 * (column + gap))} ${height}`}
        preserveAspectRatio="xMinYMax meet"
        role="img"
        aria-label={`From ${monthName(first)} to ${monthName(last)}: ${hoursText(all)}, at most ${hoursText(most)} in a month`}
      >
        {months.map(({ name, hours, speechHours }, at) => (
          <g key={name} transform={`translate(${at * (column + gap)} 0)`}>
            <rect className="bar-sound" y={height - heightOf(hours)} width={column} height={heightOf(hours)} rx="3" />
            <rect
              className="bar-speech"
              y={height - heightOf(Math.min(hours, speechHours))}
              width={column}
              height={heightOf(Math.min(hours, speechHours))}
              rx="3"
            />
          </g>
        ))}
      </svg>
      <div className="growth-axis small muted">
        <span>{monthName(first)}</span>
        {first !== last && <span>{monthName(last)}</span>}
      </div>
      <ShareTable title="Growth" shares={shares} nameOf={monthName} />
    </section>
  );
}

const monthName = ({ name }: Pick<CorpusShare, 'name'>) =>
  new Date(`${name}-01T00:00:00Z`).toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Months in which nothing came are part of the picture. */
export function withEmptyMonths(shares: readonly CorpusShare[]): CorpusShare[] {
  const known = new Map(shares.map((share) => [share.name, share]));
  const [first, last] = [shares[0]?.name, shares.at(-1)?.name];
  if (!first || !last) return [];
  const months: CorpusShare[] = [];
  for (let name = first; name <= last; name = monthAfter(name)) {
    months.push(known.get(name) ?? { name, records: 0, hours: 0, speechHours: 0 });
  }
  return months;
}

function monthAfter(name: string): string {
  const [year = 0, month = 0] = name.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}
