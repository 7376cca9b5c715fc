import type { FileKey } from '@polyspool/contracts/files';
import type { SpokenLine } from '@polyspool/contracts/film';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { EngineLabel, TimedWord } from '@polyspool/contracts/segments';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import type { SpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/speech-synthesizer';
import { createReadStream } from 'node:fs';
import { askEngine } from '../engines/ask-engine.js';
import { needsCasting, voiceOf, type Cast } from './voice-of.js';

export type AudioJob = RunningJob<typeof generationJobs.audio>;

export interface SaidLine {
  readonly sound: FileKey;
  readonly durationSeconds: number;
  readonly words: readonly TimedWord[];
  readonly isTimed: boolean;
  readonly engine: EngineLabel;
  readonly voice: string | null;
}

export interface Speaking {
  readonly synthesizer: SpeechSynthesizer;
  readonly isStandard: boolean;
}

/** Each line by the voice of who says it. One that was said before is not said again. */
export async function sayLines(job: AudioJob, speaking: Speaking): Promise<SaidLine[]> {
  const { lines, language, voice: narrator, voices } = job.input;
  const { synthesizer } = speaking;
  const available = needsCasting(lines, voices) ? await synthesizer.voices(language, job.signal) : [];
  const cast: Cast = { narrator, voices, available };
  const said: SaidLine[] = [];
  for (const [index, line] of lines.entries()) {
    job.signal.throwIfAborted();
    job.report('speak', index / lines.length, 'Recording narration');
    said.push(await sayLine(job, { ...speaking, line, voice: voiceOf(line, cast) }));
  }
  return said;
}

interface LineToSay extends Speaking {
  readonly line: SpokenLine;
  readonly voice: string | undefined;
}

async function sayLine(job: AudioJob, { line, voice, synthesizer, isStandard }: LineToSay): Promise<SaidLine> {
  const { input, signal } = job;
  const { language } = input;
  const engine = await synthesizer.label(voice, language);
  return job.step('line', [engine, line.text, voice, language], ({ keep }) =>
    withTemporaryFolder('line', async (folder) => {
      const { path, durationSeconds, words, isTimed } = await askEngine(
        job,
        { port: 'speechSynthesizer', isStandard },
        () => synthesizer.say({ text: line.text, language, voice, signal, folder }),
      );
      const sound = await keep('line.wav', createReadStream(path));
      return { sound, durationSeconds, words, isTimed, engine, voice: voice ?? null };
    }),
  );
}
