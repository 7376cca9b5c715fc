import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { Tone } from '@polyspool/contracts/pdf';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { ToneCustomizer, ToneOptions } from './tone-customizer.js';

/** Says of each text which tone it has. For tests only. */
export class FakeToneCustomizer implements ToneCustomizer {
  calls = 0;

  constructor(private readonly languages: readonly Language[] = ['en', 'es']) {}

  async describe(): Promise<EngineLabel> {
    return { engine: 'fake', version: '1', quality: 'draft' };
  }

  async supports(language: Language, tone: Tone) {
    return tone === 'neutral' || this.languages.includes(language);
  }

  async customize(texts: readonly string[], { language, tone, signal }: ToneOptions) {
    signal?.throwIfAborted();
    this.calls += 1;
    if (!(await this.supports(language, tone)))
      throw new AppError('engine.unsupportedTone', `Not ${tone} in ${language}`);
    return texts.map((text) => (tone === 'neutral' || !/\p{L}/u.test(text) ? text : `${text} (${tone})`));
  }
}
