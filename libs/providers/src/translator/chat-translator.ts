import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { ChatLines } from '../chat/chat-lines.js';
import type { ChatServer } from '../chat/chat-model.js';
import { chatMessages, isKnownLanguage, promptVersion } from './chat-prompt.js';
import { portionsOf } from './portions-of.js';
import { fromMarkup, toMarkup } from './span-markup.js';
import { withoutSpanTags } from './span-tags.js';
import { translateWords } from './translate-words.js';
import type { TranslateOptions, Translation, Translator } from './translator.js';

export interface ChatOptions extends ChatServer {
  /** How far to trust this model, as the operator knows it. */
  readonly quality?: EngineLabel['quality'] | undefined;
}

const portions = { texts: 40, characters: 6_000 };

/** A language model behind a chat API: OpenAI, Ollama, vLLM, llama.cpp. */
export class ChatTranslator implements Translator {
  readonly capabilities = { glossary: true, formality: true, context: true, spans: true };
  readonly portion = portions;
  private readonly model: ChatLines;

  constructor(private readonly options: ChatOptions) {
    this.model = new ChatLines(options);
  }

  async describe(): Promise<EngineLabel> {
    const { model, quality = 'draft' } = this.options;
    return { engine: `chat ${model}`, version: `prompt ${promptVersion}`, quality };
  }

  /** Nobody can ask a model for its languages: those that have a name. */
  async supports(from: Language, to: Language) {
    return primaryLanguage(from) !== primaryLanguage(to) && [from, to].every(isKnownLanguage);
  }

  async reaches(to: Language) {
    return isKnownLanguage(to);
  }

  async translate(texts: readonly string[], options: TranslateOptions): Promise<Translation[]> {
    const { from, to, signal } = options;
    signal?.throwIfAborted();
    if (!(await this.supports(from, to)))
      throw new AppError('engine.unsupportedPair', `The model cannot translate from ${from} to ${to}`);
    return translateWords(texts, async (lines) => {
      const translations: Translation[] = [];
      let before = options.context ?? [];
      for (const portion of portionsOf(lines, portions)) {
        translations.push(...(await this.translatePortion(portion, before, options)));
        before = portion.slice(-5);
      }
      return translations;
    });
  }

  private async translatePortion(
    lines: readonly string[],
    before: readonly string[],
    options: TranslateOptions,
  ): Promise<Translation[]> {
    const ask = (some: readonly string[], context: readonly string[]) =>
      chatMessages(some.map(toMarkup), { ...options, context: context.map(withoutSpanTags) });
    const made = await this.model.make(lines, ask, { before, signal: options.signal });
    // What the model makes of a line that talks it into something else is no translation: such a line stays as it is.
    return made.map((text, index) =>
      text === undefined ? { text: lines[index]!, unknownWordShare: 1 } : { text: fromMarkup(text) },
    ); // as many
  }
}
