import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { runProgram } from '@polyspool/processes/run-program';
import { join } from 'node:path';
import { engineError } from '../engine-error.js';
import { engineVersion } from '../engine-version.js';
import { joinSentences, readAnalyses } from './apertium-analysis.js';
import { ApertiumTaggers, type Tagger } from './apertium-taggers.js';
import type { AnalysedWord, AnalyseOptions, WordAnalyser } from './word-analyser.js';

/** So that output is read, and parsed, in pieces. */
const batchCharacters = 30_000;
const maxOutputBytes = 64 * 1024 ** 2;
const limits = { cpuSeconds: 600, addressSpaceBytes: 2 * 1024 ** 3 };

/** The first half of Apertium's translators: analyser and tagger of the pairs that are installed. */
export class ApertiumAnalyser implements WordAnalyser {
  private readonly taggers: ApertiumTaggers;

  constructor({ dataFolder = '/usr/share/apertium' }: { readonly dataFolder?: string } = {}) {
    this.taggers = new ApertiumTaggers(join(dataFolder, 'modes'));
  }

  async describe(language: Language): Promise<EngineLabel> {
    const tagger = await this.taggers.find(language);
    const programs = tagger?.map(({ program }) => program) ?? [];
    const data = tagger?.flatMap(({ args }) => args.filter((arg) => arg.startsWith('/'))) ?? [];
    return {
      engine: 'apertium',
      version: await engineVersion({ programs, data: [...data, 'rules 1'] }),
      quality: 'good',
    };
  }

  async supports(language: Language) {
    return (await this.taggers.find(language)) !== undefined;
  }

  async analyse(sentences: readonly string[], { language, signal }: AnalyseOptions): Promise<AnalysedWord[][]> {
    signal?.throwIfAborted();
    const tagger = await this.taggers.find(language);
    if (!tagger) {
      throw new AppError(
        'engine.unsupportedLanguage',
        `Apertium has nothing installed for ${primaryLanguage(language)}`,
      );
    }
    const analysed: AnalysedWord[][] = [];
    for (const batch of batchesOf(sentences)) analysed.push(...(await analyseBatch(tagger, batch, signal)));
    return analysed.map((words) => words.map((word) => corrected(word, language)));
  }
}

/** Frequent words that the taggers take for rare ones: `tu` for a participle of `taire`. */
const corrections: Readonly<Record<string, Readonly<Record<string, Pick<AnalysedWord, 'lemma' | 'partOfSpeech'>>>>> = {
  fr: { tu: { lemma: 'tu', partOfSpeech: 'PRON' } },
  it: { i: { lemma: 'il', partOfSpeech: 'DET' } },
};

function corrected(word: AnalysedWord, language: Language): AnalysedWord {
  const correction = corrections[primaryLanguage(language)]?.[word.form.toLowerCase()];
  return correction ? { ...word, ...correction } : word;
}

async function analyseBatch(tagger: Tagger, sentences: readonly string[], signal?: AbortSignal) {
  let stream = joinSentences(sentences);
  try {
    for (const { program, args } of tagger) {
      stream = (await runProgram({ command: program, args, stdin: stream, limits, maxOutputBytes, signal })).stdout;
    }
  } catch (error) {
    throw engineError('apertium', error);
  }
  const analysed = readAnalyses(stream);
  if (analysed.length === sentences.length) return analysed;
  throw new AppError('engine.failed', `Apertium analysed ${analysed.length} of ${sentences.length} sentences`);
}

function batchesOf(sentences: readonly string[]) {
  const batches: string[][] = [];
  let room = 0;
  for (const sentence of sentences) {
    if (room <= 0) {
      batches.push([]);
      room = batchCharacters;
    }
    batches.at(-1)!.push(sentence); // there is one: it begins without room
    room -= sentence.length;
  }
  return batches;
}
