import { catalogue } from '@polyspool/contracts/catalogue';
import { percentRange } from '@polyspool/contracts/define-jobs';
import { isTerminal, type Job, type JobStatus } from '@polyspool/contracts/job-status';
import { pdfJobs } from '@polyspool/contracts/pdf';

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
  const steps = contract.steps.filter((name) => name === job.step || isAskedFor(name, job));
  const at = job.status === 'succeeded' ? steps.length : steps.indexOf(job.step ?? '');
  return steps.map((name, index) => {
    const state = index === at ? stateOfStepAt(job.status) : index < at ? 'done' : 'waiting';
    const [from, to] = percentRange(contract, name);
    const share = to > from ? (job.percent - from) / (to - from) : 0;
    const fraction = index < at ? 1 : index > at ? 0 : Math.min(1, Math.max(0, share));
    return { name, label: stepLabel(name, job.type), state, fraction };
  });
}

/** Not every document is to change its tone. */
const isAskedFor = (step: string, { type, input }: Job) =>
  type !== pdfJobs.translate.name || step !== 'tone' || input['tone'] !== undefined;

/** Some steps of different kinds have one name. */
export const stepLabel = (name: string, type?: string) => ofKind[`${type}/${name}`] ?? labels[name] ?? name;

function stateOfStepAt(status: JobStatus): StepState {
  if (status === 'failed') return 'failed';
  return isTerminal(status) ? 'stopped' : 'current';
}

const ofKind: Record<string, string> = {
  'generation.fullVideo/compose': 'Put the film together',
  'script.parse/read': 'Read the script',
  'reports.corpusStatistics/parts': 'Add up',
  'reports.corpusStatistics/write': 'Write the report',
};

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
  inspect: 'Look at the document',
  extract: 'Read the pages',
  tone: 'Adapt the tone',
  reconstruct: 'Set the pages',
  read: 'Read the pages',
  recognize: 'Read the pictures',
  customize: 'Adapt the tone',
  typeset: 'Set the text',
  compare: 'Compare the pages',
  picture: 'Take a picture',
  compose: 'Compose the slide',
  parse: 'Read the script',
  assets: 'Pictures and narration',
  animate: 'Set in motion',
  make: 'Make the picture',
  speak: 'Record the narration',
  level: 'Level the sound',
  transitions: 'Join the scenes',
  sound: 'Mix the sound',
  join: 'Put the film together',
  normalise: 'Level the sound',
  measure: 'Measure the sound',
  pictures: 'Draw the pictures',
  listen: 'Find speech',
  detect: 'Tell the languages',
  items: 'Work on each recording',
  upload: 'Copy',
  verify: 'Check the copy',
  gather: 'Gather the numbers',
  mail: 'Send the mail',
  check: 'Check every part',
  run: 'Run',
  parts: 'Run in parts',
};
