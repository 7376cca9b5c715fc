import type { FilmScript } from '@polyspool/contracts/film';
import { withOneTextEdited, withTwoScenesSwapped } from './changed-films.ts';

const film: FilmScript = {
  title: 'A film',
  language: 'en',
  scenes: ['a', 'b', 'c', 'd'].map((id) => ({
    id,
    heading: '',
    action: '',
    lines: [{ text: `Scene ${id}.` }],
    picturePrompt: id,
    seed: 1,
  })),
};

describe('a film that is changed', () => {
  it('has another text in one scene, and nothing else', () => {
    const edited = withOneTextEdited(film);

    const others = edited.scenes.filter((scene, index) => scene !== film.scenes[index]);
    expect(others).toEqual([
      { ...film.scenes[2], lines: [{ text: 'Scene c. Nobody who was there has forgotten it.' }] },
    ]);
  });

  it('has the same scenes in another order', () => {
    expect(withTwoScenesSwapped(film).scenes.map(({ id }) => id)).toEqual(['a', 'c', 'b', 'd']);
  });
});
