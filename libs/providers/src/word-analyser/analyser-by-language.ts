import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { AnalysedWord, AnalyseOptions, WordAnalyser } from './word-analyser.js';

/** Each language by the first analyser that knows it. */
export class AnalyserByLanguage implements WordAnalyser {
  constructor(private readonly analysers: readonly WordAnalyser[]) {}

  async describe(language: Language): Promise<EngineLabel> {
    const analyser = await this.find(language);
    return analyser ? analyser.describe(language) : { engine: 'none', quality: 'draft' };
  }

  async supports(language: Language) {
    return (await this.find(language)) !== undefined;
  }

  async analyse(sentences: readonly string[], options: AnalyseOptions): Promise<AnalysedWord[][]> {
    const analyser = await this.find(options.language);
    if (!analyser) throw new AppError('engine.unsupportedLanguage', `Nobody here can analyse ${options.language}`);
    return analyser.analyse(sentences, options);
  }

  private async find(language: Language) {
    for (const analyser of this.analysers) if (await analyser.supports(language)) return analyser;
    return undefined;
  }
}
