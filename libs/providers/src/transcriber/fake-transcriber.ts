import { AppError } from '@polyspool/contracts/errors';
import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { EngineLabel, Segment } from '@polyspool/contracts/segments';
import type { HeardLanguage, TranscribeOptions, Transcriber } from './transcriber.js';

/** Hears what it is told to hear. For tests only. */
export class FakeTranscriber implements Transcriber {
  constructor(
    private readonly hear: (wavPath: string) => readonly Segment[] | Promise<readonly Segment[]>,
    readonly languages: readonly Language[] = ['en'],
    private readonly heardLanguage?: HeardLanguage,
  ) {}

  async describe(): Promise<EngineLabel> {
    return { engine: 'fake', version: '1', quality: 'draft' };
  }

  supports(language: Language) {
    return this.languages.includes(primaryLanguage(language));
  }

  async check(signal: AbortSignal) {
    signal.throwIfAborted();
  }

  async identify(_wavPath: string, { signal }: { readonly signal?: AbortSignal } = {}) {
    signal?.throwIfAborted();
    return this.heardLanguage;
  }

  async transcribe(wavPath: string, { language, signal, onProgress }: TranscribeOptions): Promise<Segment[]> {
    signal?.throwIfAborted();
    if (!this.supports(language)) throw new AppError('engine.unsupportedLanguage', `Not ${language}`);
    const segments = await this.hear(wavPath);
    for (const segment of segments) {
      await new Promise(setImmediate);
      signal?.throwIfAborted();
      onProgress?.(segment.endSeconds);
    }
    return segments.map((segment) => ({ ...segment, words: [...segment.words] }));
  }
}
