import { AppError } from '@polyspool/contracts/errors';
import { maxScenes, Scene, SpokenLine } from '@polyspool/contracts/film';
import { z } from 'zod';
import type { RawScript } from './raw-script.js';

const Narration = z.string().trim().min(1);

/** Scenes as `film.json` has them, of which only what is seen or said has to be there. */
const JsonScript = z.strictObject({
  title: z.string().trim().min(1).max(200).optional(),
  language: z.string().optional(),
  scenes: z
    .array(
      Scene.partial().extend({
        /** For one line of the narrator. */
        narration: Narration.max(50_000).optional(),
        lines: z.array(SpokenLine.extend({ text: Narration.max(50_000) })).optional(),
      }),
    )
    .min(1),
});

/** Throws `script.unreadable` with where it is wrong, `script.tooManyScenes`. */
export function readJson(text: string): RawScript {
  const given = parse(text);
  const read = JsonScript.safeParse(given);
  if (!read.success) {
    const [first] = read.error.issues;
    throw new AppError('script.unreadable', `/${first!.path.map(String).join('/')}: ${first!.message}`);
  }
  const { title, scenes } = read.data;
  if (scenes.length > maxScenes)
    throw new AppError('script.tooManyScenes', `${scenes.length} scenes, at most ${maxScenes}`);
  return {
    title,
    scenes: scenes.map(({ narration, lines = [], heading = '', action = '', ...scene }) => ({
      ...scene,
      heading,
      action,
      lines: [...(narration ? [{ text: narration }] : []), ...lines],
    })),
  };
}

function parse(text: string): unknown {
  try {
    const given: unknown = JSON.parse(text);
    return Array.isArray(given) ? { scenes: given } : given;
  } catch (error) {
    throw new AppError('script.unreadable', `It is no JSON: ${(error as Error).message}`, { cause: error });
  }
}
