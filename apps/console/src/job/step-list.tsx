import type { Job } from '@polyspool/contracts/job-status';
import { Check, Minus, X } from 'lucide-react';
import { stepsOf, type Step, type StepState } from './steps.js';

const spoken: Record<StepState, string> = {
  done: 'done',
  current: 'in progress',
  waiting: 'not started',
  failed: 'failed',
  stopped: 'stopped',
};

export function StepList({ job }: { job: Job }) {
  const steps = stepsOf(job);
  if (steps.length === 0) return null;
  return (
    <ol className="steps" aria-label="Steps">
      {steps.map((step, index) => (
        <li
          key={step.name}
          className={`step ${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className="step-mark" aria-hidden>
            <StepMark step={step} number={index + 1} />
          </span>
          <span className="step-label">
            {step.label}
            <span className="visually-hidden">, {spoken[step.state]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function StepMark({ step, number }: { step: Step; number: number }) {
  if (step.state === 'done') return <Check size={16} strokeWidth={2.6} />;
  if (step.state === 'failed') return <X size={16} strokeWidth={2.6} />;
  if (step.state === 'stopped') return <Minus size={16} strokeWidth={2.6} />;
  return <>{number}</>;
}
