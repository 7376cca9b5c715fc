import type { FilmScript, Scene, SpeechEngine } from '@polyspool/contracts/film';
import type { FilmEngines } from '@polyspool/contracts/film-estimate';
import type { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import type { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import type { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { chooseSpeech } from '../speech/choose-speech.js';
import { castOf, needsCasting, voiceOf, type Cast } from '../speech/voice-of.js';
import type { FilmJob } from './film-job.js';

export interface EnginesThere {
  readonly readers: ScriptReaders;
  readonly generators: ImageGenerators;
  readonly synthesizers: SpeechSynthesizers;
}

/** Who makes the pictures, who speaks, and by which voice each speaker does so in all scenes. */
export interface CastFilm extends FilmEngines {
  readonly voices: Readonly<Record<string, string>>;
}

/** Before a script is read: what is asked for by name is set up here. Throws `engine.missing`. */
export function requireNamed({ input }: FilmJob, { readers, generators, synthesizers }: EnginesThere) {
  if (input.film === undefined) readers.choose(input.reader);
  generators.choose(input.imageEngine);
  if (input.speechEngine !== undefined) synthesizers.require(input.speechEngine);
}

/** For a film in which nobody speaks. */
const anySpeech: SpeechEngine = 'flite';

/**
 * Before anything is paid for: one that is not there fails the film, not each scene. It is chosen once for a film, however often that
 * is entered, and one that is away costs no attempt. Throws `engine.missing`, `engine.unsupportedLanguage`, `engine.unsupportedVoice`.
 */
export async function filmEngines(
  job: FilmJob,
  { generators, synthesizers }: EnginesThere,
  { language, scenes }: FilmScript,
): Promise<CastFilm> {
  const { input, signal } = job;
  const { speechEngine: engine, voice: narrator, voices } = input;
  const imageEngine = generators.choose(input.imageEngine).name;
  const lines = scenes.flatMap((scene) => scene.lines);
  if (lines.length === 0) return { imageEngine, speechEngine: anySpeech, voices };
  const spoken = await job.step('film-speech', [job.id], async () => {
    const { synthesizer, engine: reached } = await chooseSpeech(job, synthesizers, { engine, language });
    const available = needsCasting(lines, voices) ? await reached.ask(() => synthesizer.voices(language, signal)) : [];
    const cast = castOf(lines, { narrator, voices, available });
    for (const voice of voicesIn(scenes, cast)) await reached.ask(() => synthesizer.requireVoice(voice, signal));
    const speakers = [...new Set(lines.flatMap(({ speaker }) => speaker ?? []))];
    const known = speakers.map((speaker) => [speaker, voiceOf({ speaker }, cast)] as const);
    const given = known.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
    return { speechEngine: synthesizer.name, voices: Object.fromEntries(given) };
  });
  return { imageEngine, ...spoken };
}

/** By which somebody speaks in one of them. */
function voicesIn(scenes: readonly Scene[], cast: Cast): ReadonlySet<string> {
  const spoken = scenes.flatMap(({ lines, voice: narrator = cast.narrator }) =>
    lines.flatMap((line) => voiceOf(line, { ...cast, narrator }) ?? []),
  );
  return new Set(spoken);
}
