import { Injectable } from '@nestjs/common';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { plannedSeconds } from '@polyspool/contracts/film-estimate';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { ProvenanceClaims } from '@polyspool/contracts/provenance';
import type { TimedWord } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { levelSound } from '@polyspool/media/level-sound';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import type { SpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/speech-synthesizer';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { Storage } from '@polyspool/storage/storage';
import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { ffmpegVersion } from '../engines/ffmpeg-version.js';
import { refuseTooLong } from '../plan/refuse-too-long.js';
import { chooseSpeech } from './choose-speech.js';
import { joinLines, type LineSound } from './join-lines.js';
import { newCharacters, sayLines, type AudioJob, type SaidLine } from './say-lines.js';

/** Claims travel through the queue; its hash stands for the whole text. */
const maxTextInClaims = 2_000;

type AudioOutput = OutputOf<typeof generationJobs.audio>;

/** Part of the key under which sounds are kept: to be raised with every change of how lines are joined and levelled. */
const looks = 1;

/** What is said in a scene: every line by its voice, one after the other, as loud as a film is. */
@Injectable()
export class GenerateAudio implements JobHandler<typeof generationJobs.audio> {
  constructor(
    private readonly storage: Storage,
    private readonly synthesizers: SpeechSynthesizers,
  ) {}

  async run(job: AudioJob): Promise<AudioOutput> {
    const { lines, language, speechEngine } = job.input;
    const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
    refuseTooLong(plannedSeconds({ scenes: 1, characters }, { language }));
    job.report('speak', 0, 'Recording narration');
    const speaking = await chooseSpeech(job, this.synthesizers, { engine: speechEngine, language });
    const { synthesizer } = speaking;
    const said = await sayLines(job, speaking);
    job.report('level', 0, 'Levelling narration');
    const levelled = await this.levelled(job, said, synthesizer);
    const { sound, startsSeconds, ...measured } = levelled;
    const { source } = synthesizer;
    const provenance = await claimsOf(job.input, said, source);
    const file = { name: 'narration.wav', kind: 'sound', mediaType: 'audio/wav', language, provenance } as const;
    await job.artifact(file, await this.storage.read(sound));
    const newly = newCharacters(said, job.id);
    return {
      sound,
      ...measured,
      isNew: newly > 0,
      newCharacters: newly,
      source,
      words: said.map(({ words }, index) => laterBy(startsSeconds[index]!, words)), // one start for each line
      engine: said[0]!.engine, // its contract asks for a line at least
      warnings: warningsOf(said, synthesizer),
    };
  }

  private async levelled({ step, signal }: AudioJob, said: readonly SaidLine[], { source }: SpeechSynthesizer) {
    const key = [looks, await ffmpegVersion(), source, said.map(({ sound }) => sound)];
    return step('narration', key, ({ keep }) =>
      withTemporaryFolder('narration', async (folder) => {
        const [joined, output] = [join(folder, 'joined.wav'), join(folder, 'narration.wav')];
        const lines: LineSound[] = [];
        for (const [index, { sound, durationSeconds }] of said.entries()) {
          const path = join(folder, `line-${index}.wav`);
          await this.storage.fetch(sound, path);
          lines.push({ path, durationSeconds });
        }
        const startsSeconds = await joinLines({ lines, output: joined, signal });
        const measured = await levelSound({ input: { path: joined, demuxer: 'wav' }, output, source, signal });
        return { sound: await keep('narration.wav', createReadStream(output)), startsSeconds, ...measured };
      }),
    );
  }
}

const laterBy = (seconds: number, words: readonly TimedWord[]): TimedWord[] =>
  words.map((word) => ({
    ...word,
    startSeconds: toMilliseconds(word.startSeconds + seconds),
    endSeconds: toMilliseconds(word.endSeconds + seconds),
  }));

const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

function warningsOf(said: readonly SaidLine[], { name }: SpeechSynthesizer): Warning[] {
  if (said.every(({ isTimed }) => isTimed)) return [];
  return [
    { code: 'speech.guessedTimes', detail: `${name} does not tell when a word is said: subtitles go by its length` },
  ];
}

async function claimsOf(
  { lines, language }: AudioJob['input'],
  said: readonly SaidLine[],
  source: SpeechSynthesizer['source'],
): Promise<ProvenanceClaims> {
  const { quality: _, ...engine } = said[0]!.engine; // its contract asks for a line at least
  const text = lines.map((line) => line.text).join('\n');
  const voices = [...new Set(said.map(({ voice }) => voice))];
  const parameters = { text: text.slice(0, maxTextInClaims), language, voices, ffmpeg: await ffmpegVersion() };
  return { ...engine, source, parameters, inputs: [{ name: 'text', sha256: hash('sha256', text) }] };
}
