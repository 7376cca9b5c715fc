import type { Language } from '@polyspool/contracts/languages';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface SherpaVoice {
  readonly kind: 'vits' | 'matcha' | 'kokoro' | 'kitten';
  /** In sherpa-onnx's own words. */
  readonly settings: Readonly<Record<string, string>>;
  /** Those that its name tells. */
  readonly languages: readonly Language[];
}

/** Which kind of voice lies in a folder, as sherpa-onnx publishes them; undefined where there is none that is known here. */
export function findSherpaVoice(folder: string): SherpaVoice | undefined {
  const names = namesIn(folder);
  const at = (name: string) => join(folder, name);
  const networks = names.filter((name) => name.endsWith('.onnx'));
  const vocoder = networks.find((name) => /hifigan|vocos/.test(name));
  const model = networks.find((name) => name !== vocoder);
  if (!model || !names.includes('tokens.txt')) return undefined;
  const lexicons = names.filter((name) => /^lexicon.*\.txt$/.test(name)).map(at);
  const common = {
    tokens: at('tokens.txt'),
    ...(names.includes('espeak-ng-data') && { dataDir: at('espeak-ng-data') }),
    ...(lexicons.length > 0 && { lexicon: lexicons.join(',') }),
  };
  const languages = languagesIn(basename(folder));
  if (vocoder)
    return { kind: 'matcha', settings: { ...common, acousticModel: at(model), vocoder: at(vocoder) }, languages };
  if (!names.includes('voices.bin')) return { kind: 'vits', settings: { ...common, model: at(model) }, languages };
  const kind = basename(folder).includes('kitten') ? 'kitten' : 'kokoro';
  return { kind, settings: { ...common, model: at(model), voices: at('voices.bin') }, languages };
}

/** `vits-piper-en_US-lessac-medium`, `kokoro-en-v0_19`, `vits-melo-tts-zh_en`, `kokoro-multi-lang-v1_0`. */
function languagesIn(name: string): Language[] {
  if (name.startsWith('kokoro-multi-lang')) return ['en', 'zh'];
  const [, language, region, second] = /-([a-z]{2})(?:_(?:([A-Z]{2})|([a-z]{2})))?(?=-|$)/.exec(name) ?? [];
  if (!language) return [];
  return [region ? `${language}-${region}` : language, ...(second ? [second] : [])];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
