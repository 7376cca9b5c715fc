import { AppError } from '@polyspool/contracts/errors';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import type { videoJobs } from '@polyspool/contracts/video';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { Translation, Translator } from '@polyspool/providers/translator/translator';
import { hash } from 'node:crypto';

export interface Translated {
  readonly segments: readonly Segment[];
  /** Where the segments were translated. */
  readonly target?: { readonly targetLanguage: string; readonly translator: EngineLabel };
  readonly warnings: readonly { readonly code: string; readonly detail: string }[];
}

/** Translates where it was asked for. A pair that the engine does not know is a warning: the transcript is worth having. */
export async function translateSegments(
  job: RunningJob<typeof videoJobs.processChunk>,
  segments: readonly Segment[],
  translator: Translator,
): Promise<Translated> {
  const { language: from, targetLanguage: to } = job.input;
  if (to === undefined || to === from) return { segments, warnings: [] };
  const label = await translator.describe(from, to);
  if (!(await translator.supports(from, to))) {
    const detail = `${label.engine} cannot translate ${from} to ${to}; the transcript is complete without it`;
    return { segments, warnings: [{ code: 'engine.unsupportedPair', detail }] };
  }
  const texts = segments.map(({ text }) => text);
  const key = [hash('sha256', JSON.stringify(texts)), from, to, label];
  const translations = await job.step('translate', key, async () => {
    if (texts.length === 0) return [];
    job.report('translate', 0, `Translating ${texts.length} segments to ${to}`);
    return job.call('translator', () => translator.translate(texts, { from, to, signal: job.signal }));
  });
  return { segments: joined(segments, translations), target: { targetLanguage: to, translator: label }, warnings: [] };
}

function joined(segments: readonly Segment[], translations: readonly Translation[]) {
  return segments.map((segment, index): Segment => {
    const translation = translations[index];
    if (!translation)
      throw new AppError('engine.failed', `${segments.length} texts, ${translations.length} translations`);
    return { ...segment, translation: translation.text, unknownWordShare: translation.unknownWordShare };
  });
}
