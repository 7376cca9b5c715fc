import type { KnownEntry, LearnerState, WordState } from '@polyspool/contracts/learner';
import { useId } from 'react';
import { stateNames } from './word-names.js';

interface StateChoiceProps {
  readonly entry: Pick<KnownEntry, 'lemma' | 'state' | 'step'>;
  readonly onChange: (to: WordState) => void;
}

const states = ['new', 'learning', 'known', 'ignored'] as const satisfies LearnerState[];

/** How well somebody knows a word; while they learn it, how far they are. */
export function StateChoice({ entry: { lemma, state, step = 1 }, onChange }: StateChoiceProps) {
  const name = useId();
  return (
    <div className="state-choice">
      <fieldset className="pills">
        <legend className="visually-hidden">How well do you know “{lemma}”?</legend>
        {states.map((option) => (
          <label className="pill" key={option}>
            <input type="radio" name={name} checked={option === state} onChange={() => onChange({ state: option })} />
            <span>{stateNames[option]}</span>
          </label>
        ))}
      </fieldset>
      {state === 'learning' && (
        <fieldset className="pills steps-of-learning">
          <legend className="small muted">Step</legend>
          {[1, 2, 3, 4].map((option) => (
            <label className="pill" key={option}>
              <input
                type="radio"
                name={`${name}-step`}
                aria-label={`Step ${option} of 4`}
                checked={option === step}
                onChange={() => onChange({ state: 'learning', step: option })}
              />
              <span>{option}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
