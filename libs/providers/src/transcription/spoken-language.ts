import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { TimeRange } from '@polyspool/contracts/time-range';
import type { Warning } from '@polyspool/contracts/warning';
import type { HeardLanguage, Transcriber } from '../transcriber/transcriber.js';
import type { HearableSound, HearingJob } from './hearing-job.js';
import { requireLanguage } from './require-language.js';
import { speechSample } from './speech-sample.js';

export interface SpokenLanguage {
  readonly language: Language;
  readonly warnings: readonly Warning[];
}

interface Recorded {
  /** The one that was named. */
  readonly language?: Language | undefined;
  /** What the container says of the track. */
  readonly label?: string | undefined;
  /** It names a language that the engine does not know: then it is not taken for the only one that it does. */
  readonly isLabelTrusted?: boolean;
  readonly sound: Pick<HearableSound, 'file' | 'cut'>;
  /** Spells of speech within the range that was asked for. */
  readonly speech: readonly TimeRange[];
}

/** Tag of a language that nobody knows. */
export const undetermined: Language = 'und';

/** An engine that is less sure may as well have heard another one. */
const leastConfidence = 0.5;

/**
 * The language that was named; else the one that the engine hears; else, where the engine cannot hear that, the one that
 * the track is labelled with or the only one that the engine knows. Throws `language.unknown`, `engine.unsupportedLanguage`.
 */
export async function spokenLanguage(
  job: HearingJob,
  transcriber: Transcriber,
  recorded: Recorded,
): Promise<SpokenLanguage> {
  const { language } = recorded;
  if (language !== undefined) return { language, warnings: [] };
  const label = tagOf(recorded.label);
  if (recorded.speech.length === 0) return { language: label ?? undetermined, warnings: [] };
  const heard = await hear(job, transcriber, recorded);
  if (!heard) return assumed(transcriber, label, recorded.isLabelTrusted);
  await requireLanguage(transcriber, heard.language);
  return { language: heard.language, warnings: doubtsAbout(heard) };
}

/** Not to be relied on: many programs write `eng` whatever is spoken. */
function tagOf(label?: string): Language | undefined {
  try {
    return label === undefined ? undefined : new Intl.Locale(label).language; // `en` of `eng`
  } catch {
    return undefined; // no language tag at all
  }
}

async function hear(job: HearingJob, transcriber: Transcriber, { sound, speech }: Recorded) {
  const sample = speechSample(speech);
  const key = [sound.file, sample, await transcriber.describe()];
  return job.step<HeardLanguage | null>('language', key, async () => {
    const wav = await sound.cut(sample, job.signal);
    const heard = await job.call('transcriber', () => transcriber.identify(wav, { signal: job.signal }));
    return heard ?? null;
  });
}

async function assumed(transcriber: Transcriber, label?: Language, isTrusted = false): Promise<SpokenLanguage> {
  const { engine } = await transcriber.describe();
  const [only, ...others] = transcriber.languages;
  const cannot = `${engine} cannot hear which language is spoken`;
  if (label !== undefined && transcriber.supports(label)) {
    return assumption(label, `${cannot}; the recording says ${label}`);
  }
  if (label !== undefined && isTrusted) {
    throw new AppError('engine.unsupportedLanguage', `${engine} does not know ${label}, which the recording says`);
  }
  if (only !== undefined && others.length === 0) return assumption(only, `${cannot}, and knows ${only} only`);
  throw new AppError('language.unknown', `${cannot}: it has to be named`);
}

const assumption = (language: Language, detail: string): SpokenLanguage => ({
  language,
  warnings: [{ code: 'language.assumed', detail }],
});

function doubtsAbout({ language, confidence = 1 }: HeardLanguage): Warning[] {
  if (confidence >= leastConfidence) return [];
  const detail = `It sounds like ${language}, with a confidence of ${Math.round(confidence * 100)} %`;
  return [{ code: 'language.doubtful', detail }];
}
