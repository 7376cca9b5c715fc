import { aClipJob, aFilm, aScene, partsOf } from '../testing/film-examples.js';
import { filmChapters } from './film-chapters.js';
import { storyboardOf } from './storyboard-of.js';

const film = aFilm(aScene('one'), aScene('two'), aScene('three'));
const boards = storyboardOf(film, partsOf(film));
const starts = (options: Parameters<typeof filmChapters>[1]) =>
  filmChapters(boards, options).map(({ startSeconds }) => startSeconds);

describe('the chapters of a film', () => {
  it('follow one another where scenes are cut', () => {
    expect(starts({ titleCard: false, transitionSeconds: 0 })).toEqual([0, 5, 10]);
  });

  it('begin in the middle of a transition', () => {
    expect(starts({ titleCard: false, transitionSeconds: 1 })).toEqual([0, 4.5, 8.5]);
  });

  it('begin after the card with the title', () => {
    expect(starts({ titleCard: true, transitionSeconds: 1 })).toEqual([4.5, 8.5, 12.5]);
  });

  it('pass over scenes that are not in the film', () => {
    const [first, , third] = boards;
    const missing = { ...boards[1]!, clip: aClipJob(1, { status: 'failed' }) };

    const chapters = filmChapters([first!, missing, third!], { titleCard: false, transitionSeconds: 0 });

    expect(chapters.map(({ number, startSeconds }) => [number, startSeconds])).toEqual([
      [1, 0],
      [3, 5],
    ]);
  });
});
