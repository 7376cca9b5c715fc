import type { Language } from '@polyspool/contracts/languages';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { whisperLanguages } from './whisper-languages.js';

export type SherpaModel = {
  readonly tokens: string;
  /** Those that its files tell; none for a transducer. */
  readonly languages: readonly Language[];
} & (
  | { readonly kind: 'transducer'; readonly encoder: string; readonly decoder: string; readonly joiner: string }
  | { readonly kind: 'whisper'; readonly encoder: string; readonly decoder: string }
  | { readonly kind: 'senseVoice'; readonly model: string }
);

const senseVoiceLanguages = ['zh', 'en', 'ja', 'ko', 'yue'];

/** Which kind of model lies in a folder, as sherpa-onnx publishes them; undefined where there is none that is known here. */
export function findSherpaModel(folder: string): SherpaModel | undefined {
  const names = namesIn(folder);
  // Both are there as a rule; the smaller one is as good, and twice as fast.
  const network = (part: RegExp) => {
    const fitting = names.filter((name) => name.endsWith('.onnx') && part.test(name));
    const name = fitting.find((one) => one.includes('int8')) ?? fitting[0];
    return name && join(folder, name);
  };
  const tokensName = names.find((name) => /tokens\.txt$/.test(name));
  if (!tokensName) return undefined;
  const tokens = join(folder, tokensName);
  const [encoder, decoder, joiner] = [network(/encoder/), network(/decoder/), network(/joiner/)];
  if (encoder && decoder && joiner) return { kind: 'transducer', tokens, encoder, decoder, joiner, languages: [] };
  if (encoder && decoder) {
    const isEnglish = /\.en\b/.test(`${basename(folder)} ${basename(encoder)}`);
    return { kind: 'whisper', tokens, encoder, decoder, languages: isEnglish ? ['en'] : whisperLanguages };
  }
  const model = network(/^model/);
  return model ? { kind: 'senseVoice', tokens, model, languages: senseVoiceLanguages } : undefined;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
