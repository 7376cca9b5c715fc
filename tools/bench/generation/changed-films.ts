import type { FilmScript } from '@polyspool/contracts/film';

const addition = 'Nobody who was there has forgotten it.';

/** One more sentence in the scene in the middle, so that its narration and its clip are others. */
export function withOneTextEdited(film: FilmScript): FilmScript {
  const edited = Math.floor(film.scenes.length / 2);
  const scenes = film.scenes.map((scene, index) =>
    index === edited
      ? { ...scene, lines: scene.lines.map((line) => ({ ...line, text: `${line.text} ${addition}` })) }
      : scene,
  );
  return { ...film, scenes };
}

/** The second scene and the third in each other's place. */
export function withTwoScenesSwapped(film: FilmScript): FilmScript {
  const [first, second, third, ...others] = film.scenes;
  if (!first || !second || !third) throw new Error('Too few scenes to be put into another order');
  return { ...film, scenes: [first, third, second, ...others] };
}
