import { EnginePrices } from '@polyspool/contracts/film-estimate';
import fc from 'fast-check';
import { affordableScenes } from './affordable-scenes.js';
import { filmFormat, pictureSize } from './film-format.js';
import { placeClips, totalFrames } from './place-clips.js';
import { framesIn, sceneTimes, secondsOf } from './scene-times.js';
import { subtitleSegments } from './subtitle-segments.js';

const transition = fc.double({ min: 0, max: 2, noNaN: true });
const length = fc.option(fc.double({ min: 0, max: 800, noNaN: true }), { nil: undefined });

describe('the plan of a film', () => {
  it('gives a scene whole frames, room for what is said in it, and what it was asked to play at least', () => {
    fc.assert(
      fc.property(length, length, transition, (narrationSeconds, durationSeconds, transitionSeconds) => {
        const times = sceneTimes({ narrationSeconds, durationSeconds }, transitionSeconds);
        const fade = secondsOf(framesIn(transitionSeconds));
        const shown = times.durationSeconds - 2 * fade;

        expect(Number.isInteger(times.frames)).toBe(true);
        expect(framesIn(times.durationSeconds)).toBe(times.frames);
        expect(shown).toBeGreaterThanOrEqual(Math.max(2, durationSeconds ?? 0) - 1e-6);
        const silentFrom = times.soundStartSeconds + (narrationSeconds ?? 0);
        expect(times.soundStartSeconds).toBeGreaterThanOrEqual(fade);
        expect(silentFrom).toBeLessThanOrEqual(times.durationSeconds - fade + 1e-6);
      }),
    );
  });

  it('takes no frame more than a length that is whole frames', () => {
    expect(sceneTimes({ durationSeconds: 4.4 }, 0).frames).toBe(110);
    expect(sceneTimes({ narrationSeconds: 1.84 }, 0.5)).toEqual({
      frames: 71 + 26,
      durationSeconds: 97 / 25,
      soundStartSeconds: 13 / 25 + 0.4,
    });
  });

  it('shows every frame of every clip in the film, those of a fade together', () => {
    const clips = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(clips, transition, (frames, seconds) => {
        const placed = placeClips(frames, seconds);
        const fades = placed.reduce((sum, { fadeOutFrames }) => sum + fadeOutFrames, 0);

        expect(totalFrames(frames, placed)).toBe(frames.reduce((sum, count) => sum + count, 0) - fades);
        expect(placed[0]!.fadeInFrames).toBe(0);
        expect(placed.at(-1)!.fadeOutFrames).toBe(0);
        placed.forEach(({ fadeInFrames, fadeOutFrames }, index) => {
          expect(fadeInFrames).toBe(placed[index - 1]?.fadeOutFrames ?? 0);
          expect(fadeInFrames + fadeOutFrames).toBeLessThan(Math.max(frames[index]!, 1));
        });
      }),
    );
  });

  it('never makes a clip depend on where it stands', () => {
    const of = (scenes: readonly number[]) => scenes.map((narrationSeconds) => sceneTimes({ narrationSeconds }, 0.5));

    expect(of([3, 1, 2])).toEqual([of([3])[0], of([1])[0], of([2])[0]]);
  });

  it('takes as many of the first scenes as the money buys, and no more', () => {
    const prices = EnginePrices.parse({ perImage: { openai: 0.04 }, perThousandCharacters: { openai: 0.015 } });
    const engines = { imageEngine: 'openai', speechEngine: 'openai' } as const;
    const scene = (id: number, characters: number) => {
      const lines = characters > 0 ? [{ text: 'x'.repeat(characters) }] : [];
      return { id: `s${id}`, heading: '', action: '', lines, picturePrompt: 'x', seed: 1 };
    };
    const cost = (characters: readonly number[]) =>
      characters.reduce((sum, count) => sum + 0.04 + (count * 0.015) / 1000, 0);
    const film = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(film, fc.double({ min: 0, max: 3, noNaN: true }), (characters, maxCost) => {
        const scenes = characters.map((count, index) => scene(index, count));
        const { length: taken } = affordableScenes(scenes, { engines, prices, maxCost });

        expect(cost(characters.slice(0, taken))).toBeLessThanOrEqual(maxCost + 1e-6);
        if (taken < scenes.length) expect(cost(characters.slice(0, taken + 1))).toBeGreaterThan(maxCost - 1e-6);
      }),
    );
  });

  it('takes all scenes where nothing is said of money', () => {
    const scenes = [{ id: 'a', heading: '', action: '', lines: [], picturePrompt: 'x', seed: 1 }];
    const prices = EnginePrices.parse({ perImage: { procedural: 1e9 } });

    expect(affordableScenes(scenes, { engines: { imageEngine: 'procedural', speechEngine: 'flite' }, prices })).toEqual(
      scenes,
    );
  });

  it('keeps pictures a quarter larger than the film, in every shape', () => {
    for (const aspectRatio of ['16:9', '9:16', '1:1'] as const) {
      for (const quality of ['draft', 'final'] as const) {
        const { width, height } = filmFormat({ aspectRatio, quality });
        expect([width % 2, height % 2]).toEqual([0, 0]);
        expect(pictureSize({ aspectRatio, quality })).toEqual({ width: width * 1.25, height: height * 1.25 });
      }
    }
  });

  it('puts what is said at its time in the film, line by line', () => {
    const words = [
      [
        { text: 'Good', startSeconds: 0.9, endSeconds: 1.1 },
        { text: 'morning.', startSeconds: 1.1, endSeconds: 1.6 },
      ],
      [],
    ];

    const segments = subtitleSegments([{ startSeconds: 10, words }], 'en');

    expect(segments).toMatchObject([{ startSeconds: 10.9, endSeconds: 11.6, text: 'Good morning.' }]);
    expect(subtitleSegments([{ startSeconds: 0, words }], 'ja')[0]?.text).toBe('Goodmorning.');
  });
});
