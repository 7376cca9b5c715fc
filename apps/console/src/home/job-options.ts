import type { Glossary } from '@polyspool/contracts/translation';
import { parseClock } from './parse-clock.js';

/** What can be left out of the work. */
export type SkippedStep = 'vocabulary' | 'quality';

/** The options of a new job as they stand in its form. */
export interface JobOptions {
  readonly start: string;
  readonly end: string;
  readonly audioTrack: number;
  readonly chunkSeconds: string;
  readonly cleanAudio: boolean;
  readonly burnIn: boolean;
  readonly mux: boolean;
  readonly skip: readonly SkippedStep[];
  readonly formality: '' | 'formal' | 'informal';
  /** Lines of `term = translation`. */
  readonly glossary: string;
}

export const plainOptions: JobOptions = {
  start: '',
  end: '',
  audioTrack: 0,
  chunkSeconds: '60',
  cleanAudio: false,
  burnIn: false,
  mux: false,
  skip: [],
  formality: '',
  glossary: '',
};

export type OptionFaults = Partial<Record<'start' | 'end' | 'chunkSeconds' | 'glossary', string>>;

/** What is wrong with the options, by field. The length is known as soon as the file is there. */
export function faultsOf(options: JobOptions, durationSeconds = Infinity): OptionFaults {
  const start = options.start.trim() ? parseClock(options.start) : 0;
  const end = options.end.trim() ? parseClock(options.end) : Infinity;
  const chunk = Number(options.chunkSeconds);
  const { fault } = readGlossary(options.glossary);
  return {
    ...(start === undefined && { start: notATime }),
    ...(start !== undefined && start >= durationSeconds && { start: 'The recording ends before that.' }),
    ...(end === undefined && { end: notATime }),
    ...(start !== undefined && end !== undefined && end <= start && { end: 'The end must lie after the start.' }),
    ...(!(chunk >= 5 && chunk <= 600) && { chunkSeconds: 'Choose 5 to 600 seconds.' }),
    ...(fault && { glossary: fault }),
  };
}

const notATime = 'Write a time like 1:05 or 1:02:05.';

/** The terms that are written, one on a line, and what cannot be read. */
export function readGlossary(text: string): { terms: Glossary; fault?: string } {
  const lines = text.split('\n').filter((line) => line.trim());
  const terms = lines.flatMap((line) => {
    const [source, target, ...more] = line.split('=').map((part) => part.trim());
    return source && target && more.length === 0 ? [{ source, target }] : [];
  });
  if (terms.length < lines.length) return { terms, fault: 'Write each line like: river bank = orilla' };
  return terms.length > 1000 ? { terms, fault: 'At most 1,000 terms.' } : { terms };
}

/** The input that the options ask for; what is as always is left out. */
export function inputOf(options: JobOptions) {
  const { terms } = readGlossary(options.glossary);
  const chunkSeconds = Number(options.chunkSeconds);
  return {
    ...(options.start.trim() && { startSeconds: parseClock(options.start) }),
    ...(options.end.trim() && { endSeconds: parseClock(options.end) }),
    ...(options.audioTrack > 0 && { audioTrack: options.audioTrack }),
    ...(chunkSeconds !== Number(plainOptions.chunkSeconds) && { chunkSeconds }),
    ...(options.cleanAudio && { cleanAudio: true }),
    ...(options.burnIn && { burnIn: true }),
    ...(options.mux && { mux: true }),
    ...(options.skip.length > 0 && { skip: [...options.skip] }),
    ...(options.formality && { formality: options.formality }),
    ...(terms.length > 0 && { glossary: terms }),
  };
}
