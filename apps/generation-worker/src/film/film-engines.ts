import type { FilmScript, SpeechEngine } from '@polyspool/contracts/film';
import type { FilmEngines } from '@polyspool/contracts/film-estimate';
import type { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import type { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { askEngine } from '../engines/ask-engine.js';
import type { EngineSettings } from '../engines/engine-settings.js';
import { speechQuestion } from '../engines/speech-question.js';
import { castOf, needsCasting, voiceOf } from '../speech/voice-of.js';
import type { FilmJob } from './film-job.js';

export interface EnginesThere {
  readonly generators: ImageGenerators;
  readonly synthesizers: SpeechSynthesizers;
  readonly settings: EngineSettings;
}

/** Who makes the pictures, who speaks, and by which voice each speaker does so in all scenes. */
export interface CastFilm extends FilmEngines {
  readonly voices: Readonly<Record<string, string>>;
}

/** For a film in which nobody speaks. */
const anySpeech: SpeechEngine = 'flite';

/**
 * Before anything is paid for: one that is not there fails the film, not each scene. It is chosen once for a film, however often that
 * is entered, and one that is away costs no attempt. Throws `engine.missing`, `engine.unsupportedLanguage`.
 */
export async function filmEngines(
  job: FilmJob,
  { generators, synthesizers, settings }: EnginesThere,
  { language, scenes }: FilmScript,
): Promise<CastFilm> {
  const { input, signal } = job;
  const { speechEngine: engine, voice: narrator, voices } = input;
  const imageEngine = generators.choose(input.imageEngine).name;
  const lines = scenes.flatMap((scene) => scene.lines);
  if (lines.length === 0) return { imageEngine, speechEngine: anySpeech, voices };
  const spoken = await job.step('film-speech', [job.id], () =>
    askEngine(job, speechQuestion(engine, settings), async () => {
      const synthesizer = await synthesizers.choose({ engine, language, signal });
      const available = needsCasting(lines, voices) ? await synthesizer.voices(language, signal) : [];
      const cast = castOf(lines, { narrator, voices, available });
      const speakers = [...new Set(lines.flatMap(({ speaker }) => speaker ?? []))];
      const known = speakers.map((speaker) => [speaker, voiceOf({ speaker }, cast)] as const);
      const given = known.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
      return { speechEngine: synthesizer.name, voices: Object.fromEntries(given) };
    }),
  );
  return { imageEngine, ...spoken };
}
