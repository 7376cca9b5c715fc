import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { CefrLevel, LevelEstimate, Vocabulary, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import { expressionLevel, levelOfExpression } from '@polyspool/providers/expressions/expressions-of';
import type { LanguageLexicon } from '@polyspool/providers/lexicon/lexicon';
import type { PartOfSpeech } from '@polyspool/providers/word-analyser/word-analyser';
import { setImmediate } from 'node:timers/promises';
import { byImportance } from './by-importance.js';
import { countWordsSaid, isShouted } from './count-words-said.js';
import { Tally, type CountedEntry } from './tally.js';
import type { Utterance } from './utterance.js';
import type { VocabularyEngines } from './vocabulary-engines.js';

export interface ExtractOptions {
  readonly language: Language;
  /** Glosses of the dictionary are in this language; there are none where it is missing. */
  readonly targetLanguage?: Language | undefined;
  /** Only words of these levels; all where it is missing or empty. */
  readonly levels?: readonly CefrLevel[] | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
}

/** Between batches progress is told and other work gets its turn. */
const batchSize = 500;
/** Of counting alone. */
const pieceSize = 20;

/** The words and expressions of what is said. Throws `engine.unsupportedLanguage` where nobody can analyse the language. */
export async function extractVocabulary(
  engines: VocabularyEngines,
  utterances: readonly Utterance[],
  options: ExtractOptions,
): Promise<Vocabulary> {
  const { language, levels = [], signal } = options;
  signal.throwIfAborted();
  if (!(await engines.analyser.supports(language))) {
    throw new AppError('engine.unsupportedLanguage', `Nobody here analyses the words of ${language}`);
  }
  const lexicon = await engines.lexicon.open(language, { signal });
  const counted = await countWords(engines, utterances, { ...options, lexicon });
  const entries = counted
    .map((entry) => withLevel(entry, lexicon, language))
    .filter(({ cefr }) => levels.length === 0 || (cefr !== undefined && levels.includes(cefr.level)))
    .sort(byImportance);
  const { engine } = await engines.analyser.describe(language);
  return { language, analyser: engine, entries: await explained(engines, entries, options) };
}

async function countWords(
  { analyser }: VocabularyEngines,
  utterances: readonly Utterance[],
  { language, lexicon, signal, onProgress }: ExtractOptions & { readonly lexicon: LanguageLexicon },
): Promise<CountedEntry[]> {
  const tally = new Tally();
  for (let at = 0; at < utterances.length; at += batchSize) {
    const batch = utterances.slice(at, at + batchSize);
    const texts = batch.map(({ text }) => (isShouted(text) ? text.toLowerCase() : text));
    const analysed = await analyser.analyse(texts, { language, signal });
    for (const [index, said] of batch.entries()) {
      countWordsSaid(tally, said, analysed[index] ?? [], { language, lexicon });
      if (index % pieceSize === pieceSize - 1) await setImmediate();
    }
    signal.throwIfAborted();
    onProgress?.((at + batch.length) / utterances.length);
  }
  return tally.entries();
}

function withLevel(entry: CountedEntry, lexicon: LanguageLexicon, language: Language): VocabularyEntry {
  const { firstSeconds, ...rest } = entry;
  const rank = entry.kind === 'word' ? lexicon.rank(entry.lemma) : undefined;
  const cefr = levelOf(entry, lexicon, language);
  return {
    ...rest,
    forms: [...entry.forms],
    ...(firstSeconds !== undefined && { firstSeconds }),
    ...(rank !== undefined && { rank }),
    ...(cefr && { cefr }),
  };
}

/** A published list may know expressions too. */
function levelOf(
  { lemma, kind, partOfSpeech }: CountedEntry,
  lexicon: LanguageLexicon,
  language: Language,
): LevelEstimate | undefined {
  if (kind === 'word') return lexicon.level(lemma, partOfSpeech as PartOfSpeech);
  const listed = lexicon.level(lemma, 'PHRASE');
  if (listed?.method === 'list') return listed;
  const level = levelOfExpression(lemma, language);
  return level && expressionLevel(level);
}

async function explained(
  { dictionary }: VocabularyEngines,
  entries: readonly VocabularyEntry[],
  { language: from, targetLanguage: to, signal }: ExtractOptions,
): Promise<VocabularyEntry[]> {
  if (to === undefined || to === from || !(await dictionary.supports(from, to))) return [...entries];
  const { source } = await dictionary.describe(from, to);
  const lemmas = entries.map(({ lemma }) => lemma);
  const found = await dictionary.lookUp(lemmas, { from, to, signal });
  return entries.map((entry, index) => {
    const text = found[index];
    return text ? { ...entry, gloss: { text, source } } : entry;
  });
}
