import { aClipJob, aFilm, anAudioJob, anImageJob, aScene, partIds } from '../testing/film-examples.js';
import { storyboardOf } from './storyboard-of.js';

const [one, two] = [aScene('one'), aScene('two')] as const;
const idsOf = (boards: ReturnType<typeof storyboardOf>) =>
  boards.map(({ scene, image, audio, clip }) => [scene.id, image?.id, audio?.id, clip?.id]);
const named = (sceneId: string) => ({ input: { sceneId } });

describe('the storyboard of a film', () => {
  it('knows the parts of a scene by its name, whatever they were told', () => {
    const alike = aFilm(one, { ...one, id: 'again' });
    const parts = [anAudioJob(one, 1, named('again')), aClipJob(1, named('again')), anImageJob(one, 0, named('one'))];

    expect(idsOf(storyboardOf(alike, parts))).toEqual([
      ['one', partIds(0).image, undefined, undefined],
      ['again', undefined, partIds(1).audio, partIds(1).clip],
    ]);
  });

  it('is of what is made while its script is not known', () => {
    const parts = [anImageJob(two, 1, named('two')), anAudioJob(two, 1, named('two'))];

    expect(idsOf(storyboardOf(undefined, parts))).toEqual([['two', partIds(1).image, partIds(1).audio, undefined]]);
  });

  it('leaves a part alone that names a scene which is not in the film', () => {
    expect(idsOf(storyboardOf(aFilm(one), [anImageJob(two, 1, named('two'))]))).toEqual([
      ['one', undefined, undefined, undefined],
    ]);
  });
});
