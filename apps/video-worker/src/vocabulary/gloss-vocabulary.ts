import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { Vocabulary, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import type { Warning } from '@polyspool/contracts/warning';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { LanguagePair } from '@polyspool/providers/translation/language-pair';
import { supportsPair } from '@polyspool/providers/translation/supports-pair';
import type { Translation, Translator } from '@polyspool/providers/translator/translator';
import { hash } from 'node:crypto';

export interface GlossOptions {
  readonly translator: Translator;
  /** Nothing is asked where it is missing. */
  readonly targetLanguage?: Language | undefined;
  readonly onProgress?: (fraction: number) => void;
}

export interface GlossedVocabulary {
  readonly vocabulary: Vocabulary;
  readonly warnings: readonly Warning[];
}

type GlossingJob = Pick<RunningJob, 'step' | 'call' | 'signal'>;
type Gloss = NonNullable<VocabularyEntry['gloss']>;

/** Translators cost time and money: of a long vocabulary they explain what is said most. */
const mostAsked = 2_000;
const batchSize = 100;
/** So many hashes lie below. */
const oneIn64 = '04';
/** Trying again would change nothing, and a vocabulary without glosses is worth having. */
const hopeless: ReadonlySet<ErrorCode> = new Set(['engine.unsupportedPair', 'engine.missing', 'engine.refused']);

/** Has words explained by the translator that no dictionary explains. To be asked once, for a whole: each batch is a step. */
export async function glossVocabulary(
  job: GlossingJob,
  vocabulary: Vocabulary,
  { translator, targetLanguage: to, onProgress = () => {} }: GlossOptions,
): Promise<GlossedVocabulary> {
  const from = vocabulary.language;
  const missing = vocabulary.entries.filter(({ gloss }) => gloss === undefined).map(({ lemma }) => lemma);
  if (to === undefined || to === from || missing.length === 0) return { vocabulary, warnings: [] };
  const glosses = new Map<string, Gloss>();
  const cannot = (): GlossedVocabulary => ({
    vocabulary: withGlosses(vocabulary, glosses),
    warnings: [noGloss(missing.length - glosses.size, { from, to })],
  });
  try {
    if (!(await supportsPair(job, translator, { from, to }))) return cannot();
    const asked = missing.slice(0, mostAsked);
    for await (const answer of answersOf(job, asked, { translator, from, to })) {
      for (const [lemma, gloss] of answer.glosses) glosses.set(lemma, gloss);
      onProgress(answer.done / asked.length);
    }
  } catch (error) {
    if (!(error instanceof AppError && hopeless.has(error.code))) throw error;
    return cannot();
  }
  return { vocabulary: withGlosses(vocabulary, glosses), warnings: [] };
}

async function* answersOf(
  job: GlossingJob,
  lemmas: readonly string[],
  pair: LanguagePair & { translator: Translator },
) {
  const { translator, from, to } = pair;
  const { signal } = job;
  const label = await translator.describe(from, to);
  let done = 0;
  for (const batch of batchesOf(lemmas)) {
    signal.throwIfAborted();
    const answers = await job.step('gloss', [batch, from, to, label], () =>
      job.call('translator', () => translator.translate(batch, { from, to, signal })),
    );
    done += batch.length;
    const glosses = batch.flatMap((lemma, index): [string, Gloss][] => {
      const text = glossIn(answers[index]);
      return text ? [[lemma, { text: writtenAs(lemma, text), source: label.engine }]] : [];
    });
    yield { glosses, done };
  }
}

function withGlosses(vocabulary: Vocabulary, glosses: ReadonlyMap<string, Gloss>): Vocabulary {
  const entries = vocabulary.entries.map((entry) => {
    const gloss = entry.gloss ?? glosses.get(entry.lemma);
    return gloss ? { ...entry, gloss } : entry;
  });
  return { ...vocabulary, entries };
}

/** Borders go with the words and not with their number: a word more is no reason to ask for all behind it again. */
function* batchesOf(lemmas: readonly string[]) {
  let batch: string[] = [];
  for (const lemma of lemmas.toSorted()) {
    batch.push(lemma);
    if (batch.length < batchSize && hash('sha256', lemma) >= oneIn64) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** A translator that does not know a word says it again. */
const glossIn = (answer?: Translation) => (answer?.unknownWordShare === 1 ? undefined : answer?.text.trim());

/** A translator begins its answer like a sentence. */
const writtenAs = (lemma: string, text: string) =>
  /^\p{Ll}/u.test(lemma) && /^\p{Lu}\p{Ll}*(\s|$)/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

function noGloss(count: number, { from, to }: LanguagePair): Warning {
  const detail = `No dictionary and no translator here explains all words of ${from} in ${to}; ${count} have no gloss`;
  return { code: 'vocabulary.noGloss', detail };
}
