import type { Job } from '@polyspool/contracts/job-status';
import { Check, X } from 'lucide-react';
import { clockTime } from '../ui/format.js';
import { statusLabels } from '../ui/status-labels.js';

const manyParts = 40;

const doings: Record<string, string> = {
  audio: 'Taking the sound',
  transcribe: 'Listening',
  translate: 'Translating',
  vocabulary: 'Collecting words',
  write: 'Writing',
};

/** The parts that are worked on side by side, as tiles that fill up. */
export function PartGrid({ parts }: { parts: readonly Job[] }) {
  if (parts.length === 0) return null;
  const sorted = [...parts].sort((a, b) => startOf(a) - startOf(b));
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
        {sorted.map((part, index) => (
          <PartTile key={part.id} part={part} number={index + 1} />
        ))}
      </ol>
    </section>
  );
}

function PartTile({ part, number }: { part: Job; number: number }) {
  const range = rangeOf(part);
  const state = statusLabels[part.status];
  const doing = part.status === 'running' ? (doings[part.step ?? ''] ?? state) : state;
  const label = `Part ${number}${range ? `, ${range}` : ''}: ${doing}`;
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
        {range ?? `Part ${number}`}
      </span>
      <span className="part-state" aria-hidden>
        {doing}
      </span>
    </li>
  );
}

/** A part known only by its first event has no range yet: it stands last. */
const startOf = ({ input }: Job) => (typeof input['startSeconds'] === 'number' ? input['startSeconds'] : Infinity);

function rangeOf({ input: { startSeconds, endSeconds } }: Job) {
  if (typeof startSeconds !== 'number' || typeof endSeconds !== 'number') return undefined;
  return `${clockTime(startSeconds)}–${clockTime(endSeconds)}`;
}
