import type { Job } from '@polyspool/contracts/job-status';
import { Check, X } from 'lucide-react';
import { doingOf, inOrder, titleOf } from './part-words.js';

const manyParts = 40;

/** The parts that are worked on side by side, as tiles that fill up. */
export function PartGrid({ parts }: { parts: readonly Job[] }) {
  if (parts.length === 0) return null;
  const done = parts.filter((part) => part.status === 'succeeded').length;
  const running = parts.filter((part) => part.status === 'running').length;
  return (
    <section className="parts" aria-labelledby="parts-heading">
      <div className="section-head">
        <h2 id="parts-heading">Parts</h2>
        <p className="muted small tabular">
          {/* A part is known once it has started, so there is no total to tell before the end. */}
          {running > 0 ? `${done} done, ${running} in work` : `${done} done`}
        </p>
      </div>
      <ol className={`part-grid${parts.length > manyParts ? ' many' : ''}`} aria-label="Parts">
        {inOrder(parts).map((part, index) => (
          <PartTile key={part.id} part={part} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}

function PartTile({ part, number }: { part: Job; number: number }) {
  const title = titleOf(part);
  const doing = doingOf(part);
  const label = `Part ${number}${title ? `, ${title}` : ''}: ${doing}`;
  return (
    <li className={`part ${part.status}`} title={label}>
      <div
        className="part-fill"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part.percent)}
        style={{ inlineSize: `${part.status === 'succeeded' ? 100 : part.percent}%` }}
      />
      <span className="part-number" aria-hidden>
        {part.status === 'succeeded' && <Check size={14} strokeWidth={2.6} />}
        {part.status === 'failed' && <X size={14} strokeWidth={2.6} />}
        {title ?? `Part ${number}`}
      </span>
      <span className="part-state" aria-hidden>
        {doing}
      </span>
    </li>
  );
}
