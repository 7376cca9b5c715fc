import { AppError } from '@polyspool/contracts/errors';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Formality, Glossary, TranslationMemory } from '@polyspool/contracts/translation';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { translateWithGlossary } from '@polyspool/providers/translator/translate-with-glossary';
import type { Translation, Translator } from '@polyspool/providers/translator/translator';
import { batchesOf, type Batch } from './batches-of.js';
import { batchKey } from './batch-key.js';
import type { LanguagePair } from './language-pair.js';
import { recall } from './recall.js';

export interface TextsOptions extends LanguagePair {
  readonly glossary?: Glossary | undefined;
  /** A text that stands in it is not given to the engine. */
  readonly memory?: TranslationMemory | undefined;
  readonly formality?: Formality | undefined;
  /** Told after each batch. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface TranslatedText {
  readonly text: string;
  /** Name of the engine, or `memory`. */
  readonly translatedBy: string;
  readonly unknownWordShare?: number | undefined;
}

/** What translating needs of a job. */
export type TranslatingJob = Pick<RunningJob, 'step' | 'call' | 'signal'>;

/**
 * Translates texts that follow one another: first those that the memory has, the others in batches of 100 with what was
 * said before them. Each batch is a step, so that another text in one of them is no reason to do the others again.
 */
export async function translateTexts(
  job: TranslatingJob,
  translator: Translator,
  texts: readonly string[],
  options: TextsOptions,
): Promise<TranslatedText[]> {
  const label = await translator.describe(options.from, options.to);
  const known = recall(options.memory ?? [], options.from);
  const translated: TranslatedText[] = [];
  for (const batch of batchesOf(texts, (text) => known(text) !== undefined)) {
    job.signal.throwIfAborted();
    const made = (await translateBatch(job, translator, batch, { ...options, label })).values();
    for (const line of batch.lines) {
      const remembered = known(line);
      translated.push(
        remembered === undefined
          ? { ...made.next().value!, translatedBy: label.engine } // one for each line that is not remembered
          : { text: remembered, translatedBy: 'memory' },
      );
    }
    options.onProgress?.(translated.length);
  }
  return translated;
}

async function translateBatch(
  job: TranslatingJob,
  translator: Translator,
  batch: Batch,
  options: TextsOptions & { readonly label: EngineLabel },
): Promise<Translation[]> {
  const { texts, context } = batch;
  if (texts.length === 0) return [];
  const { from, to, glossary, formality, label } = options;
  const { signal } = job;
  return job.step('translate', batchKey(batch, options, { label, capabilities: translator.capabilities }), () =>
    job.call('translator', async () => {
      const made = await translateWithGlossary(translator, texts, { from, to, glossary, formality, context, signal });
      if (made.length === texts.length) return made;
      throw new AppError('engine.failed', `${label.engine}: ${texts.length} texts, ${made.length} translations`);
    }),
  );
}
