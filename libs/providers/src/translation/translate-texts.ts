import type { EngineName } from '@polyspool/contracts/engines';
import { AppError } from '@polyspool/contracts/errors';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Formality, Glossary, TranslationMemory } from '@polyspool/contracts/translation';
import type { PortionLimits } from '../translator/portions-of.js';
import { translateWithGlossary } from '../translator/translate-with-glossary.js';
import type { Translation, TranslateOptions, Translator } from '../translator/translator.js';
import { batchesOf, type Batch } from './batches-of.js';
import { batchKey } from './batch-key.js';
import type { LanguagePair } from './language-pair.js';
import { recall } from './recall.js';
import type { TranslatingJob } from './translating-job.js';

export interface TextsOptions extends LanguagePair {
  readonly glossary?: Glossary | undefined;
  /** A text that stands in it is not given to the engine. */
  readonly memory?: TranslationMemory | undefined;
  readonly formality?: Formality | undefined;
  /** Whose calls are counted; those of the translator where nothing is said. */
  readonly engine?: EngineName | undefined;
  /** What goes to the engine at once. */
  readonly batch?: PortionLimits | undefined;
  /** Told after each batch. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface TranslatedText {
  readonly text: string;
  /** Name of the engine, or `memory`. */
  readonly translatedBy: string;
  readonly unknownWordShare?: number | undefined;
}

const hundredLines: PortionLimits = { texts: 100, characters: Infinity };

/**
 * Translates texts that follow one another: first those that the memory has, the others in batches with what was said
 * before them. Each request to the engine is a step, so that another text in one batch is no reason to do the others again.
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
  for (const batch of batchesOf(texts, (text) => known(text) !== undefined, options.batch ?? hundredLines)) {
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

type BatchOptions = TextsOptions & { readonly label: EngineLabel };

async function translateBatch(
  job: TranslatingJob,
  translator: Translator,
  { texts, context }: Batch,
  options: BatchOptions,
): Promise<Translation[]> {
  if (texts.length === 0) return [];
  const { from, to, glossary, formality } = options;
  const { capabilities } = translator;
  const translate = (some: readonly string[], how: TranslateOptions) => ask(job, translator, some, { ...options, how });
  const material = options.engine === 'documentTranslator' ? 'document' : 'recording';
  const how = { from, to, glossary, formality, material, context, signal: job.signal } as const;
  return translateWithGlossary({ capabilities, translate }, texts, how);
}

/** One request: kept by what it depends on, and made in its turn. */
function ask(
  job: TranslatingJob,
  translator: Translator,
  texts: readonly string[],
  { label, how, engine = 'translator' }: BatchOptions & { readonly how: TranslateOptions },
) {
  const { capabilities } = translator;
  const key = batchKey({ texts, context: how.context ?? [] }, how, { label, capabilities });
  return job.step('translate', key, () =>
    job.call(engine, async () => {
      const made = await translator.translate(texts, how);
      if (made.length === texts.length) return made;
      throw new AppError('engine.failed', `${label.engine}: ${texts.length} texts, ${made.length} translations`);
    }),
  );
}
