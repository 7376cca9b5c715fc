import type { Segment } from '@polyspool/contracts/segments';
import { useMemo } from 'react';
import { clockTime } from '../ui/format.js';
import { readingSpeeds } from './reading-speeds.js';

interface SpeedPictureProps {
  readonly segments: readonly Segment[];
  /** Faster than this is too fast; missing where no rule says so. */
  readonly limit: number | undefined;
}

const width = 600;
const height = 90;
const barCount = 100;
const barWidth = width / barCount;

/** Reading speed over the length of the recording. */
export function SpeedPicture({ segments, limit }: SpeedPictureProps) {
  const bars = useMemo(() => readingSpeeds(segments, barCount), [segments]);
  if (bars.length === 0) return null;
  const fastest = Math.max(...bars.map((bar) => bar.charactersPerSecond));
  const top = Math.max(1, (limit ?? 0) * 1.3, fastest);
  const heightOf = (speed: number) => (speed / top) * height;
  const isTooFast = (speed: number) => limit !== undefined && speed > limit;
  const tooFast = bars.filter((bar) => isTooFast(bar.charactersPerSecond)).length;
  const end = segments.at(-1)?.endSeconds ?? 0;
  return (
    <figure className="speed-picture">
      <figcaption className="small muted">
        Reading speed of the spoken text in characters per second.
        {limit !== undefined && ` The line is the limit, ${limit}.`}
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={describe(tooFast, fastest, limit)}
      >
        {bars.map(({ startSeconds, charactersPerSecond: speed }, at) => (
          <rect
            key={startSeconds}
            className={isTooFast(speed) ? 'too-fast' : 'fine'}
            x={at * barWidth}
            width={barWidth * 0.8}
            y={height - heightOf(speed)}
            height={heightOf(speed)}
          />
        ))}
        {limit !== undefined && (
          <line className="limit" x1={0} x2={width} y1={height - heightOf(limit)} y2={height - heightOf(limit)} />
        )}
      </svg>
      <div className="speed-axis small muted tabular" aria-hidden>
        <span>0:00</span>
        <span>{clockTime(end / 2)}</span>
        <span>{clockTime(end)}</span>
      </div>
    </figure>
  );
}

function describe(tooFast: number, fastest: number, limit: number | undefined) {
  if (limit === undefined) return `Reading speed over time: at most ${Math.round(fastest)} characters per second`;
  const where = tooFast === 0 ? 'nowhere' : `in ${tooFast} of ${barCount} stretches`;
  return `Reading speed over time: ${where} faster than ${limit} characters per second`;
}
