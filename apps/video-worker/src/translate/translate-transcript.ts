import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import type { videoJobs } from '@polyspool/contracts/video';
import type { Warning } from '@polyspool/contracts/warning';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { pivotWarnings } from '@polyspool/providers/translation/pivot-warnings';
import { supportsPair } from '@polyspool/providers/translation/supports-pair';
import { translateTexts, type TranslatedText } from '@polyspool/providers/translation/translate-texts';
import type { Translator } from '@polyspool/providers/translator/translator';

export interface Heard {
  readonly language: Language;
  readonly segments: readonly Segment[];
}

export interface Translated {
  readonly segments: readonly Segment[];
  /** Where the segments were translated. */
  readonly target?: { readonly targetLanguage: string; readonly translator: EngineLabel };
  readonly warnings: readonly Warning[];
}

/**
 * Translates where it was asked for. A pair that the engine does not know is a warning: the transcript is worth having.
 * Segments that have a translation already, by a person's edit, keep it.
 */
export async function translateTranscript(
  job: RunningJob<typeof videoJobs.processChunk>,
  { language: from, segments }: Heard,
  translator: Translator,
): Promise<Translated> {
  const { targetLanguage: to, skip, glossary, memory, formality } = job.input;
  if (to === undefined || to === from || skip.includes('translate')) return { segments, warnings: [] };
  const label = await translator.describe(from, to);
  if (!(await supportsPair(job, translator, { from, to }))) {
    const detail = `${label.engine} cannot translate ${from} to ${to}; the transcript is complete without it`;
    return { segments, warnings: [{ code: 'engine.unsupportedPair', detail }] };
  }
  const onProgress = (done: number) =>
    job.report('translate', done / segments.length, `Translated ${done}/${segments.length} segments`);
  job.report('translate', 0, `Translating ${segments.length} segments to ${to}`);
  const texts = segments.map(({ text }) => text);
  const options = { from, to, glossary, memory, formality, onProgress };
  const translations = await translateTexts(job, translator, texts, options).catch(refusalOf);
  if ('warning' in translations) return { segments, warnings: [translations.warning] };
  const translated = segments.map((segment, index) => withTranslation(segment, translations[index]!)); // one for each
  const warnings = await pivotWarnings(translator, { from, to });
  return { segments: translated, target: { targetLanguage: to, translator: label }, warnings };
}

/** What trying again would not cure is told, and costs nobody the transcript. */
function refusalOf(error: unknown): { warning: Warning } {
  const { code, message } = AppError.from(error);
  if (!refusals.has(code)) throw error;
  return { warning: { code, detail: `${message}; the transcript is complete without a translation` } };
}

const refusals: ReadonlySet<ErrorCode> = new Set(['engine.refused', 'engine.missing', 'engine.unsupportedPair']);

function withTranslation(segment: Segment, { text, translatedBy, unknownWordShare }: TranslatedText): Segment {
  if (segment.translation !== undefined) return segment;
  return { ...segment, translation: text, translatedBy, ...(unknownWordShare !== undefined && { unknownWordShare }) };
}
