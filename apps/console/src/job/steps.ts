import { catalogue } from '@polyspool/contracts/catalogue';
import { percentRange } from '@polyspool/contracts/define-jobs';
import { isTerminal, type Job, type JobStatus } from '@polyspool/contracts/job-status';

export type StepState = 'done' | 'current' | 'waiting' | 'failed' | 'stopped';

export interface Step {
  readonly name: string;
  readonly label: string;
  readonly state: StepState;
  /** How much of it is done, 0 to 1. */
  readonly fraction: number;
}

/** The steps of a job, in order, as a person would call them. None for a kind this page does not know. */
export function stepsOf(job: Job): Step[] {
  const contract = catalogue.get(job.type);
  if (!contract) return [];
  const at = job.status === 'succeeded' ? contract.steps.length : contract.steps.indexOf(job.step ?? '');
  return contract.steps.map((name, index) => {
    const state = index === at ? stateOfStepAt(job.status) : index < at ? 'done' : 'waiting';
    const [from, to] = percentRange(contract, name);
    const share = to > from ? (job.percent - from) / (to - from) : 0;
    const fraction = index < at ? 1 : index > at ? 0 : Math.min(1, Math.max(0, share));
    return { name, label: stepLabel(name), state, fraction };
  });
}

export const stepLabel = (name: string) => labels[name] ?? name;

function stateOfStepAt(status: JobStatus): StepState {
  if (status === 'failed') return 'failed';
  return isTerminal(status) ? 'stopped' : 'current';
}

const labels: Record<string, string> = {
  probe: 'Look at the file',
  audio: 'Take the sound',
  split: 'Find the pauses',
  chunks: 'Listen and translate',
  merge: 'Put together',
  write: 'Write the files',
  transcribe: 'Listen',
  translate: 'Translate',
  vocabulary: 'Collect words',
  film: 'Make the films',
  analyse: 'Find the words',
  gloss: 'Look up meanings',
  choose: 'Choose',
  clips: 'Cut the scenes',
  reel: 'Put the film together',
  cards: 'Make the cards',
  package: 'Pack the deck',
  picture: 'Take a picture',
  compose: 'Compose the slide',
  check: 'Check every part',
  run: 'Run',
  parts: 'Run in parts',
};
