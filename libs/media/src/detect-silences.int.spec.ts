import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { join } from 'node:path';
import { detectSilences } from './detect-silences.js';
import { makeMedia } from './make-media.js';

/** Small frames, since `volume` decides once for each. */
const tone = 'sine=frequency=440:sample_rate=16000:samples_per_frame=160';
const quiet = (expression: string) => `${tone},volume=enable=${expression}:volume=0`;

async function silencesIn(sound: string, args: string[] = []) {
  return withTemporaryFolder('spec', async (folder) => {
    const path = await makeMedia(join(folder, 'a.mkv'), { seconds: 10, sound, args });
    const fractions: number[] = [];
    const onProgress = (fraction: number) => fractions.push(fraction);
    const silences = await detectSilences({ input: { path, demuxer: 'matroska' }, durationSeconds: 10, onProgress });
    expect(fractions.at(-1)).toBe(1);
    return silences.map(({ startSeconds, endSeconds }) =>
      [startSeconds, endSeconds].map((t) => Math.round(t * 10) / 10),
    );
  });
}

describe('detectSilences', () => {
  it('finds silences in the middle and at both ends', async () => {
    const silences = await silencesIn(quiet('lt(t\\,1)+between(t\\,4\\,5)+gt(t\\,8)'));

    expect(silences).toEqual([
      [0, 1],
      [4, 5],
      [8, 10],
    ]);
  });

  it('finds none in a tone, and one in nothing but silence', async () => {
    expect(await silencesIn(tone)).toEqual([]);
    expect(await silencesIn('anullsrc=r=16000:cl=mono')).toEqual([[0, 10]]);
  });

  it('passes over pauses that are too short', async () => {
    expect(await silencesIn(quiet('between(t\\,4\\,4.2)'))).toEqual([]);
  });

  it('is not led astray by what the media says of itself', async () => {
    const lie = [
      '-metadata',
      'title=lavfi.silence_start=1\nlavfi.silence_end=9',
      '-metadata:s:a',
      'title=silence_start: 2',
    ];

    expect(await silencesIn(quiet('between(t\\,4\\,5)'), lie)).toEqual([[4, 5]]);
  });
});
