import { aJob, ids } from '../testing/examples.js';
import { aClipJob, aFilm, anAudioJob, anImageJob, aScene, partIds } from '../testing/film-examples.js';
import { storyboardOf } from './storyboard-of.js';

const [one, two, three] = [aScene('one'), aScene('two', { lines: [] }), aScene('three')] as const;
const film = aFilm(one, two, three);
const shown = (...parts: Parameters<typeof storyboardOf>[1]) =>
  storyboardOf(film, parts).map(({ scene, image, audio, clip }) => [scene.id, image?.id, audio?.id, clip?.id]);

describe('the storyboard of a film whose parts do not name their scenes', () => {
  it('knows the parts of a scene by what they were told, whichever come first', () => {
    expect(shown(anImageJob(three, 2), anAudioJob(three, 2), aClipJob(2))).toEqual([
      ['one', undefined, undefined, undefined],
      ['two', undefined, undefined, undefined],
      ['three', partIds(2).image, partIds(2).audio, partIds(2).clip],
    ]);
  });

  it('gives scenes that are alike a part each, in their order', () => {
    const alike = aFilm(one, { ...one, id: 'again' });
    const parts = [anImageJob(one, 0), anImageJob(one, 1), anAudioJob(one, 0), anAudioJob(one, 1)];

    const boards = storyboardOf(alike, parts);

    expect(boards.map(({ image }) => image?.id)).toEqual([partIds(0).image, partIds(1).image]);
    expect(boards.map(({ audio }) => audio?.id)).toEqual([partIds(0).audio, partIds(1).audio]);
  });

  it('finds narrations that are too long to be shown with their job', () => {
    const long = aScene('long', { lines: [{ text: 'a'.repeat(4_900) }] });
    const audio = anAudioJob(long, 0, { input: { lines: '[large]', language: 'en' } });

    const boards = storyboardOf(aFilm(one, long), [audio]);

    expect(boards.map((board) => board.audio?.id)).toEqual([undefined, audio.id]);
  });

  it('knows clips by their place when the answers of the pictures are gone', () => {
    const kept = { output: undefined };
    const failed = { ...kept, status: 'failed' } as const;

    const parts = [
      ...[anImageJob(one, 0, kept), anImageJob(two, 1, failed), anImageJob(three, 2, kept)],
      ...[anAudioJob(one, 0), anAudioJob(three, 2), aClipJob(5), aClipJob(6)],
    ];

    expect(shown(...parts).map(([, , , clip]) => clip)).toEqual([partIds(5).clip, undefined, partIds(6).clip]);
  });

  it('leaves parts alone of which only their first event is known', () => {
    const begun = aJob({ id: ids.child(80), type: 'generation.image', input: {}, parentId: ids.job });

    expect(shown(begun).flatMap(([, ...parts]) => parts.filter(Boolean))).toEqual([]);
  });
});
