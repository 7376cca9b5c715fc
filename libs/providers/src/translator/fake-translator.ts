import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { TranslateOptions, Translation, Translator } from './translator.js';

export interface FakeDictionary {
  readonly from: Language;
  /** One vocabulary serves all targets. */
  readonly to: readonly Language[];
  readonly words: Readonly<Record<string, string>>;
}

/** Translates word by word from a small dictionary; other words stay as they are. For tests only. */
export class FakeTranslator implements Translator {
  readonly capabilities = { glossary: false, formality: false, context: false, spans: false };
  private version = 1;

  constructor(private dictionary: FakeDictionary) {}

  /** As an update of its rules would. */
  improve(words: FakeDictionary['words']) {
    this.version += 1;
    this.dictionary = { ...this.dictionary, words };
  }

  async describe(): Promise<EngineLabel> {
    return { engine: 'fake', version: String(this.version), quality: 'draft' };
  }

  async supports(from: Language, to: Language) {
    return primaryLanguage(from) === this.dictionary.from && this.dictionary.to.includes(primaryLanguage(to));
  }

  async reaches(to: Language) {
    return this.dictionary.to.includes(primaryLanguage(to));
  }

  async translate(texts: readonly string[], { from, to, signal }: TranslateOptions): Promise<Translation[]> {
    signal?.throwIfAborted();
    if (!(await this.supports(from, to))) throw new AppError('engine.unsupportedPair', `Not from ${from} to ${to}`);
    await new Promise(setImmediate);
    signal?.throwIfAborted();
    return texts.map((text) => this.translateOne(text));
  }

  private translateOne(text: string): Translation {
    if (!/\p{L}/u.test(text)) return { text, unknownWordShare: 0 };
    const words = text.trim().split(/\s+/);
    const translate = (word: string) => word.replace(/\p{L}+/gu, (letters) => this.find(letters) ?? letters);
    const isUnknown = (word: string) =>
      (word.match(/\p{L}+/gu) ?? []).some((letters) => this.find(letters) === undefined);
    return { text: words.map(translate).join(' '), unknownWordShare: words.filter(isUnknown).length / words.length };
  }

  private find(word: string): string | undefined {
    return this.dictionary.words[word.toLowerCase()];
  }
}
