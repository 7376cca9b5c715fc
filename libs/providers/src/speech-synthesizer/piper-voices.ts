import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { z } from 'zod';

/** What `GET /voices` answers: the configuration of each model by its name. */
export const PiperModels = z.record(
  z.string(),
  z.object({
    language: z.object({ code: z.string() }).optional(),
    espeak: z.object({ voice: z.string() }).optional(),
    num_speakers: z.int().positive().default(1),
    speaker_id_map: z.record(z.string(), z.int().nonnegative()).default({}),
  }),
);
export type PiperModels = z.output<typeof PiperModels>;

export interface PiperVoice {
  /** Of the model; of one with many speakers `model/speaker`. */
  readonly name: string;
  readonly model: string;
  readonly speaker?: number;
  readonly language: string;
}

export function piperVoices(models: PiperModels): PiperVoice[] {
  return Object.entries(models).flatMap(
    ([model, { language, espeak, num_speakers: count, speaker_id_map: speakers }]) => {
      const code = language?.code ?? /^([a-z]{2,3}(?:_[A-Z]{2})?)-/.exec(model)?.[1] ?? espeak?.voice ?? 'en';
      const voice = { model, language: code.replace('_', '-') };
      const named = Object.entries(speakers);
      if (count === 1 || named.length === 0) return [{ ...voice, name: model }];
      return named.map(([speaker, id]) => ({ ...voice, name: `${model}/${speaker}`, speaker: id }));
    },
  );
}

/** Those of the language: of the region that is named first, then by name. */
export function piperVoicesFor(language: Language, voices: readonly PiperVoice[]): PiperVoice[] {
  const isExact = (voice: PiperVoice) => voice.language.toLowerCase() === language.toLowerCase();
  return voices
    .filter((voice) => primaryLanguage(voice.language) === primaryLanguage(language))
    .sort((a, b) => Number(isExact(b)) - Number(isExact(a)) || (a.name < b.name ? -1 : 1));
}
