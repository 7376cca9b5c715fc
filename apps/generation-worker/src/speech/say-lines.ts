import type { FileKey } from '@polyspool/contracts/files';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { EngineLabel, TimedWord } from '@polyspool/contracts/segments';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { createReadStream } from 'node:fs';
import type { Speaking } from './choose-speech.js';
import { lineKey, planLines, type PlannedLine } from './plan-lines.js';

export type AudioJob = RunningJob<typeof generationJobs.audio>;

export interface SaidLine {
  readonly sound: FileKey;
  readonly durationSeconds: number;
  readonly words: readonly TimedWord[];
  readonly isTimed: boolean;
  readonly engine: EngineLabel;
  readonly voice: string | null;
  readonly characters: number;
  /** The job that had it said, in one of its attempts. */
  readonly madeBy: string;
}

/** Each line by the voice of who says it. One that was said before is not said again. */
export async function sayLines(job: AudioJob, speaking: Speaking): Promise<SaidLine[]> {
  const planned = await planLines(job, speaking, job.input);
  const said: SaidLine[] = [];
  for (const [index, line] of planned.entries()) {
    job.signal.throwIfAborted();
    job.report('speak', index / planned.length, 'Recording narration');
    said.push(await sayLine(job, speaking, line));
  }
  return said;
}

function sayLine(job: AudioJob, { synthesizer, engine: reached }: Speaking, planned: PlannedLine): Promise<SaidLine> {
  const { signal, id: madeBy } = job;
  const { language } = job.input;
  const { voice, engine } = planned;
  const { text } = planned.line;
  return job.step('line', lineKey(planned, language), ({ keep }) =>
    withTemporaryFolder('line', async (folder) => {
      const { path, durationSeconds, words, isTimed } = await reached.call(() =>
        synthesizer.say({ text, language, voice, signal, folder }),
      );
      const sound = await keep('line.wav', createReadStream(path));
      const facts = { engine, voice: voice ?? null, characters: text.length, madeBy };
      return { sound, durationSeconds, words, isTimed, ...facts };
    }),
  );
}

/** What was said for this job; a line that is said twice was said once. */
export function newCharacters(said: readonly SaidLine[], jobId: string): number {
  const sounds = new Map(said.filter(({ madeBy }) => madeBy === jobId).map((line) => [line.sound, line.characters]));
  return [...sounds.values()].reduce((sum, characters) => sum + characters, 0);
}
