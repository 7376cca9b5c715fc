import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { ChatLines } from '../chat/chat-lines.js';
import type { ChatServer } from '../chat/chat-model.js';
import { hasWords } from '../translator/has-words.js';
import { portionsOf } from '../translator/portions-of.js';
import type { ToneCustomizer, ToneOptions } from './tone-customizer.js';
import { isNamedLanguage, toneMessages, tonePromptVersion } from './tone-prompt.js';

const portions = { texts: 40, characters: 6_000 };

/** A language model behind a chat API: every tone, in every language that has a name. */
export class ChatToneCustomizer implements ToneCustomizer {
  private readonly model: ChatLines;

  constructor(private readonly options: ChatServer) {
    this.model = new ChatLines(options);
  }

  async describe(): Promise<EngineLabel> {
    return { engine: `chat ${this.options.model}`, version: `tone ${tonePromptVersion}`, quality: 'draft' };
  }

  async supports(language: Language) {
    return isNamedLanguage(language);
  }

  async customize(texts: readonly string[], options: ToneOptions): Promise<string[]> {
    const { language, tone, signal } = options;
    signal?.throwIfAborted();
    if (!(await this.supports(language)))
      throw new AppError('engine.unsupportedTone', `The model cannot give the tone "${tone}" in ${language}`);
    const made = new Map<string, string>();
    for (const portion of portionsOf([...new Set(texts)].filter(hasWords), portions)) {
      const answer = await this.model.make(portion, (lines) => toneMessages(lines, options), { signal });
      portion.forEach((line, index) => made.set(line, answer[index] ?? line));
    }
    return texts.map((text) => made.get(text) ?? text);
  }
}
