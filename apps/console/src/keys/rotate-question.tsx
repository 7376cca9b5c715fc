import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { SelectField } from '../ui/select-field.js';
import { overlapNames, overlaps, type Overlap } from './key-words.js';

interface RotateQuestionProps {
  readonly rotating: {
    readonly mutate: (overlapSeconds: number, then: { onSuccess: () => void }) => void;
    readonly isPending: boolean;
    readonly error: Error | null;
  };
  readonly close: () => void;
}

/** How long the old key goes on beside the new one. */
export function RotateQuestion({ rotating, close }: RotateQuestionProps) {
  const [overlap, setOverlap] = useState<Overlap>(86_400);
  return (
    <>
      <p>You get a new key that may do the same.</p>
      <SelectField
        label="The old one stays good for"
        value={`${overlap}`}
        options={overlaps.map((seconds) => [`${seconds}`, overlapNames[seconds]] as const)}
        onChange={(seconds) => setOverlap(Number(seconds) as Overlap)}
      />
      <div className="button-row">
        <button className="button" type="button" autoFocus onClick={close}>
          Leave it
        </button>
        <button
          className="button primary"
          type="button"
          disabled={rotating.isPending}
          onClick={() => rotating.mutate(overlap, { onSuccess: close })}
        >
          Yes, replace
        </button>
      </div>
      {rotating.error && <ProblemNotice problem={ApiProblem.from(rotating.error)} />}
    </>
  );
}
