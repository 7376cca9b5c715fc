import { RotateCw } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import type { useLineEdits } from './use-line-edits.js';

/** What has been corrected, and what to do with it. */
export function EditsBar({ lines }: { lines: ReturnType<typeof useLineEdits> }) {
  const { edits, again, discard } = lines;
  if (edits.size === 0) return null;
  return (
    <div className="edits-bar" role="group" aria-label="Corrected lines">
      <p role="status">
        {edits.size === 1 ? 'One line is corrected.' : `${edits.size} lines are corrected.`}{' '}
        <span className="muted small">Only what depends on them is made again.</span>
      </p>
      <div className="button-row">
        <button
          className="button small primary"
          type="button"
          disabled={again.isPending}
          onClick={() => again.mutate()}
        >
          <RotateCw aria-hidden size={14} />
          {again.isPending ? 'Starting…' : 'Make again'}
        </button>
        <button className="button small" type="button" onClick={discard}>
          Discard
        </button>
      </div>
      {again.error && <ProblemNotice problem={ApiProblem.from(again.error)} />}
    </div>
  );
}
