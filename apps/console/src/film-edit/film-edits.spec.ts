import fc from 'fast-check';
import { aFilm, aScene } from '../testing/film-examples.js';
import {
  droppedScenes,
  sceneFaults,
  withNewScene,
  withoutScene,
  withScene,
  withSceneBack,
  withSceneMoved,
  workOf,
  workWords,
} from './film-edits.js';

const film = aFilm(aScene('one'), aScene('two'), aScene('three'));
const work = (edited: typeof film) => workOf(edited, film);

describe('what is made again', () => {
  it.each([
    ['the picture and the clip for another prompt', { picturePrompt: 'The sea' }, [1, 0, 1]],
    ['the picture and the clip for another seed', { seed: 8 }, [1, 0, 1]],
    ['the narration and the clip for other words', { lines: [{ text: 'Hello' }] }, [0, 1, 1]],
    ['the narration and the clip for another voice', { voice: 'slt' }, [0, 1, 1]],
    ['only the clip for another movement', { movement: 'panLeft' }, [0, 0, 1]],
    ['only the clip when nothing is said any more', { lines: [] }, [0, 0, 1]],
    ['nothing but the film for another heading', { heading: 'Dawn' }, [0, 0, 0]],
  ] as const)('is %s', (_, change, [pictures, narrations, clips]) => {
    const edited = withScene(film, 'two', change as Parameters<typeof withScene>[2]);

    expect(work(edited)).toEqual({ pictures, narrations, clips, isChanged: true });
  });

  it('is the film alone when scenes change places or are dropped', () => {
    for (const edited of [withSceneMoved(film, 'three', -2), withoutScene(film, 'two')]) {
      expect(work(edited)).toEqual({ pictures: 0, narrations: 0, clips: 0, isChanged: true });
      expect(workWords(work(edited))).toContain('Only the film is put together again');
    }
  });

  it('is all of a new scene', () => {
    const added = withScene(withNewScene(film, 9), 'scene-4', { picturePrompt: 'The sea', lines: [{ text: 'Hm' }] });

    expect(work(added)).toMatchObject({ pictures: 1, narrations: 1, clips: 1 });
    expect(workWords(work(added))).toBe(
      'To be made: 1 picture, 1 narration, and 1 clip. All the rest is taken from before.',
    );
  });

  it('is nothing when all is as it was', () => {
    expect(work(withScene(withScene(film, 'one', { seed: 1 }), 'one', { seed: 7 })).isChanged).toBe(false);
  });
});

describe('the scenes of a film', () => {
  it('are moved and moved back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 }), (from, to) => {
        const { id } = film.scenes[from]!; // there are three
        const there = withSceneMoved(film, id, to - from);

        expect(there.scenes[to]?.id).toBe(id);
        expect(withSceneMoved(there, id, from - to)).toEqual(film);
      }),
    );
  });

  it('are dropped and put back where they were', () => {
    const without = withoutScene(film, 'two');

    expect(droppedScenes(without, film).map(({ id }) => id)).toEqual(['two']);
    expect(withSceneBack(without, film, 'two')).toEqual(film);
  });

  it('have names of their own', () => {
    const named = aFilm(aScene('scene-2'));

    expect(withNewScene(named, 1).scenes.map(({ id }) => id)).toEqual(['scene-2', 'scene-3']);
  });

  it('say what they lack', () => {
    const edited = withScene(withNewScene(film, 1), 'one', { lines: [{ text: ' ' }] });

    expect([...sceneFaults(edited).keys()]).toEqual(['one', 'scene-4']);
    expect(sceneFaults(film).size).toBe(0);
  });
});
