import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { setImmediate } from 'node:timers/promises';
import type { ItsFunction, ItsHelpers, WinkMethods } from 'wink-nlp';
import type { AnalysedWord, AnalyseOptions, PartOfSpeech, WordAnalyser } from './word-analyser.js';

/** About 3 ms of work, after which the event loop turns. */
const pieceCharacters = 8_000;

/** Where the model is wrong. By form, in lower case. */
const lemmas: Readonly<Record<string, string>> = {
  through: 'through',
  ca: 'can',
  wo: 'will',
  sha: 'shall',
  "n't": 'not',
  'n’t': 'not',
  "'ll": 'will',
  "'ve": 'have',
  "'re": 'be',
  "'m": 'be',
  an: 'a',
  these: 'this',
  those: 'that',
  others: 'other',
  i: 'I',
  gonna: 'go',
  wanna: 'want',
  gotta: 'get',
};

const partsOfSpeech: Readonly<Record<string, PartOfSpeech>> = {
  gonna: 'VERB',
  wanna: 'VERB',
  gotta: 'VERB',
  "o'clock": 'ADV',
};

/** English by wink-nlp and its small model. Loaded when it is first needed. */
export class WinkAnalyser implements WordAnalyser {
  #loaded: Promise<Wink> | undefined;

  async describe(): Promise<EngineLabel> {
    return { engine: 'wink-nlp', version: '2.4.0 wink-eng-lite-web-model 1.8.1 rules 2', quality: 'good' };
  }

  async supports(language: Language) {
    return primaryLanguage(language) === 'en';
  }

  async analyse(sentences: readonly string[], { language, signal }: AnalyseOptions): Promise<AnalysedWord[][]> {
    signal?.throwIfAborted();
    if (!(await this.supports(language))) {
      throw new AppError('engine.unsupportedLanguage', `wink-nlp knows English only, not ${language}`);
    }
    const wink = await (this.#loaded ??= loadWink());
    const analysed: AnalysedWord[][] = [];
    let characters = 0;
    for (const sentence of sentences) {
      analysed.push(analyseSentence(wink, sentence));
      characters += sentence.length;
      if (characters < pieceCharacters) continue;
      characters = 0;
      await setImmediate();
      signal?.throwIfAborted();
    }
    return analysed;
  }
}

interface Wink {
  readonly nlp: WinkMethods;
  readonly its: ItsHelpers;
}

async function loadWink(): Promise<Wink> {
  const [{ default: winkNlp }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = winkNlp(model, ['sbd', 'pos']);
  return { nlp, its: nlp.its };
}

function analyseSentence({ nlp, its }: Wink, sentence: string): AnalysedWord[] {
  const tokens = nlp.readDoc(sentence).tokens();
  const forms = tokens.out(its.value) as string[];
  // its type asks for an argument that every call brings along
  const found = tokens.out(its.lemma as unknown as ItsFunction<string>) as string[];
  const tags = tokens.out(its.pos) as unknown as PartOfSpeech[];
  return forms.map((form, index): AnalysedWord => {
    const lower = form.toLowerCase();
    const partOfSpeech = partsOfSpeech[lower] ?? tags[index] ?? 'X';
    return { form, lemma: lemmaOf(lower, partOfSpeech, found[index]), partOfSpeech, isName: partOfSpeech === 'PROPN' };
  });
}

function lemmaOf(lower: string, partOfSpeech: PartOfSpeech, found = lower) {
  if (lower === "'s" || lower === '’s') return partOfSpeech === 'PART' ? "'s" : found;
  return Object.hasOwn(lemmas, lower) ? lemmas[lower]! : found; // it has one
}
