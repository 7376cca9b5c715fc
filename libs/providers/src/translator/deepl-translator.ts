import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { DeepLClient, type SourceLanguageCode, type TargetLanguageCode, type TextResult } from 'deepl-node';
import { deeplError, isNotFound } from './deepl-error.js';
import { DeeplGlossaries } from './deepl-glossaries.js';
import { deeplCode } from './deepl-languages.js';
import { keptForAWhile } from './kept-for-a-while.js';
import { portionsOf } from './portions-of.js';
import { fromXml, toXml } from './span-markup.js';
import { hasSpanTags, withoutSpanTags } from './span-tags.js';
import { translateWords } from './translate-words.js';
import { translateProtected } from './translate-with-glossary.js';
import { untilAborted } from './until-aborted.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';

export interface DeeplOptions {
  readonly apiKey: string;
  /** Where nothing is said, the key tells. */
  readonly url?: string | undefined;
  readonly timeoutMs?: number | undefined;
  /** So many glossaries of ours at DeepL; the oldest makes way for a new one. */
  readonly maxGlossaries?: number | undefined;
}

interface Pair {
  readonly source: SourceLanguageCode;
  readonly target: TargetLanguageCode;
}

const languagesKeptMs = 3_600_000;
/** DeepL takes 50 texts and 128 KiB, and a letter may be four bytes, three characters each in a form. */
const portions = { texts: 50, characters: 8_000 };
const maxContextLength = 1_500;
const formalities = { formal: 'prefer_more', informal: 'prefer_less' } as const;

/** DeepL by its own client: glossaries, formality where the language has one, and context. */
export class DeeplTranslator implements Translator {
  readonly capabilities = { glossary: true, formality: true, context: true, spans: true };
  readonly portion = portions;
  private readonly client: DeepLClient;
  private readonly glossaries: DeeplGlossaries;
  private readonly languages: () => Promise<{ sources: string[]; targets: string[]; formal: string[] }>;
  private readonly glossaryPairs: () => Promise<ReadonlySet<string>>;

  constructor({ apiKey, url, timeoutMs = 30_000, maxGlossaries = 10 }: DeeplOptions) {
    this.client = new DeepLClient(apiKey, {
      ...(url && { serverUrl: url }),
      maxRetries: 0,
      minTimeout: timeoutMs,
      sendPlatformInfo: false,
    });
    this.glossaries = new DeeplGlossaries(this.client, maxGlossaries);
    this.languages = keptForAWhile(() => this.askLanguages(), languagesKeptMs);
    this.glossaryPairs = keptForAWhile(() => this.askGlossaryPairs(), languagesKeptMs);
  }

  async describe(): Promise<EngineLabel> {
    return { engine: 'deepl', version: 'v2', quality: 'good' };
  }

  async supports(from: Language, to: Language) {
    return (await this.pair(from, to)) !== undefined;
  }

  async reaches(to: Language) {
    const { targets } = await this.languages();
    return deeplCode(to, targets) !== undefined;
  }

  async heedsFormalityIn(to: Language) {
    const { targets, formal } = await this.languages();
    const target = deeplCode(to, targets);
    return target !== undefined && formal.includes(target);
  }

  async translate(texts: readonly string[], options: TranslateOptions): Promise<Translation[]> {
    const { from, to, glossary = [], signal } = options;
    signal?.throwIfAborted();
    const pair = await untilAborted(this.pair(from, to), signal);
    if (!pair) throw new AppError('engine.unsupportedPair', `DeepL does not translate ${from} to ${to}`);
    return translateWords(texts, async (lines) => {
      const names = primaryPair(pair);
      if (glossary.length === 0) return this.send(lines, pair, options);
      const knowsGlossaries = await untilAborted(this.glossaryPairs(), signal);
      if (knowsGlossaries.has(`${names.from} ${names.to}`)) return this.sendWithGlossary(lines, pair, options);
      const translate = (some: readonly string[]) => this.send(some, pair, options);
      return translateProtected({ translate }, lines, options);
    });
  }

  /** A glossary may have been removed meanwhile, by hand or for another one: it is then made again. */
  private async sendWithGlossary(texts: readonly string[], pair: Pair, options: TranslateOptions) {
    const wanted = { ...primaryPair(pair), glossary: options.glossary ?? [] };
    const idOf = () => untilAborted(this.glossaries.idOf(wanted).catch(deeplError), options.signal);
    try {
      return await this.send(texts, pair, options, await idOf());
    } catch (error) {
      if (!isNotFound(error)) throw error;
      this.glossaries.forget(wanted);
      return this.send(texts, pair, options, await idOf());
    }
  }

  private async send(
    texts: readonly string[],
    { source, target }: Pair,
    { formality, context = [], signal }: TranslateOptions,
    glossary?: string,
  ): Promise<Translation[]> {
    const results: TextResult[] = [];
    let before = context;
    for (const portion of portionsOf(texts, portions)) {
      const isTagged = portion.some(hasSpanTags);
      const answer = this.client.translateText(isTagged ? portion.map(toXml) : [...portion], source, target, {
        ...(formality && { formality: formalities[formality] }),
        ...(before.length > 0 && { context: withoutSpanTags(before.join('\n')).slice(-maxContextLength) }),
        ...(glossary && { glossary }),
        ...(isTagged && { tagHandling: 'xml' as const, nonSplittingTags: ['s'] }),
      });
      const made = await untilAborted(answer.catch(deeplError), signal);
      if (made.length !== portion.length)
        throw new AppError('engine.failed', `DeepL: ${portion.length} texts, ${made.length} translations`);
      results.push(...made.map((one) => (isTagged ? { ...one, text: fromXml(one.text) } : one)));
      before = portion.slice(-Math.max(context.length, 1));
    }
    return results.map(({ text }) => ({ text }));
  }

  private async pair(from: Language, to: Language): Promise<Pair | undefined> {
    if (primaryLanguage(from) === primaryLanguage(to)) return undefined;
    const { sources, targets } = await this.languages();
    const [source, target] = [deeplCode(primaryLanguage(from), sources), deeplCode(to, targets)];
    // The client's own list of codes ends at its release; the server says what it knows.
    return source && target
      ? { source: source as SourceLanguageCode, target: target as TargetLanguageCode }
      : undefined;
  }

  private async askLanguages() {
    const [sources, targets] = await Promise.all([
      this.client.getSourceLanguages().catch(deeplError),
      this.client.getTargetLanguages().catch(deeplError),
    ]);
    return {
      sources: sources.map(({ code }) => code),
      targets: targets.map(({ code }) => code),
      formal: targets.filter(({ supportsFormality }) => supportsFormality).map(({ code }) => code),
    };
  }

  private async askGlossaryPairs() {
    const pairs = await this.client.getGlossaryLanguagePairs().catch(deeplError);
    return new Set(pairs.map(({ sourceLang, targetLang }) => `${sourceLang} ${targetLang}`.toLowerCase()));
  }
}

/** Glossaries know no regions. */
const primaryPair = ({ source, target }: Pair) => ({
  from: primaryLanguage(source.toLowerCase()),
  to: primaryLanguage(target.toLowerCase()),
});
