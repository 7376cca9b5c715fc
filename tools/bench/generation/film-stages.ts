import type { FilmJobTimes, FilmRun } from './film-times.ts';

export const stageNames = [
  'submit to start',
  'parse',
  'pictures and narration',
  'animate',
  'compose',
  'publish',
] as const;
export type FilmStage = (typeof stageNames)[number];

/** Each stage ends with the last of its jobs. */
const jobsOf: readonly (readonly [FilmStage, readonly string[]])[] = [
  ['parse', ['script.parse']],
  ['pictures and narration', ['generation.image', 'generation.audio']],
  ['animate', ['generation.animate']],
  ['compose', ['generation.compose']],
];

/** Seconds of each stage, from the end of the one before: what lies between two belongs to the later one. They add up to the whole. */
export function filmStages({ submittedAt, root, parts }: FilmRun): Map<FilmStage, number> {
  const stages = new Map<FilmStage, number>([['submit to start', root.startedAt - submittedAt]]);
  let before = root.startedAt;
  for (const [stage, types] of jobsOf) {
    const end = Math.max(
      before,
      ...parts.filter(({ type }) => types.includes(type)).map(({ finishedAt }) => finishedAt),
    );
    stages.set(stage, end - before);
    before = end;
  }
  stages.set('publish', root.finishedAt - before);
  return new Map([...stages].map(([stage, ms]) => [stage, ms / 1_000]));
}

/** What the jobs of one kind took, each by itself. */
export const busySeconds = ({ parts }: Pick<FilmRun, 'parts'>, ...types: readonly string[]) =>
  parts
    .filter(({ type }) => types.includes(type))
    .reduce((sum, { startedAt, finishedAt }) => sum + (finishedAt - startedAt), 0) / 1_000;

/** In which no part of the film was worked on: handing over, or waiting for a process. */
export function idleSeconds({ root, parts }: Pick<FilmRun, 'root' | 'parts'>): number {
  let idleMs = 0;
  let until = root.startedAt;
  for (const { startedAt, finishedAt } of parts.toSorted((one, other) => one.startedAt - other.startedAt)) {
    idleMs += Math.max(0, startedAt - until);
    until = Math.max(until, finishedAt);
  }
  return (idleMs + Math.max(0, root.finishedAt - until)) / 1_000;
}

export const processesOf = ({ root, parts }: Pick<FilmRun, 'root' | 'parts'>) =>
  new Set([root, ...parts].flatMap(({ workers }) => workers)).size;

export interface Kept {
  readonly pictures: number;
  readonly narrations: number;
  readonly clips: number;
  /** Cards and transitions. */
  readonly pieces: number;
}

/** What was taken from films before. A narration has two steps where one line is said: the line, and its level. */
export function keptOf({ parts }: Pick<FilmRun, 'parts'>): Kept {
  const wholly = (kind: string, steps: number) =>
    parts.filter(({ type, reusedSteps }) => type === kind && reusedSteps >= steps).length;
  const compose = parts.find(({ type }: FilmJobTimes) => type === 'generation.compose');
  return {
    pictures: wholly('generation.image', 1),
    narrations: wholly('generation.audio', 2),
    clips: wholly('generation.animate', 1),
    pieces: compose?.reusedSteps ?? 0,
  };
}
