import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { typefaceFor } from '@polyspool/subtitles/typeface';
import {
  assOf,
  burnedFrame,
  drawByPango,
  drawFrame,
  drawings,
  inkProfile,
  likeness,
  samples,
  type Sample,
} from './testing-pictures.js';

async function likenessToPango(sample: Sample, shaping: 'simple' | 'complex') {
  return withTemporaryFolder('spec', async (folder) => {
    const drawn = await inkProfile(await drawFrame({ folder, ass: assOf(sample), shaping }));
    const reference = await inkProfile(await drawByPango(sample.text, typefaceFor(sample.language).family));
    return { likeness: likeness(drawn.profile, reference.profile), stretch: drawn.shape / reference.shape };
  });
}

const pictures = join(import.meta.dirname, '../../pictures');

describe('burned subtitles', () => {
  it.each([...drawings()])('are kept as a picture for people to look at: %s', async (name, ass) => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = join(pictures, `burned-${name}.png`);
      const frame = await burnedFrame(folder, ass);

      // One that has been looked at is not exchanged for one that has not.
      if (!existsSync(path)) await writeFile(path, frame);

      const [kept, now] = [await sharp(path).metadata(), await sharp(frame).metadata()];
      expect([kept.width, kept.height]).toEqual([now.width, now.height]);
    });
  });

  it.each(samples)('draw $language as Pango sets it, letter by letter', async (sample) => {
    const { likeness, stretch } = await likenessToPango(sample, 'complex');

    expect(likeness).toBeGreaterThan(0.85);
    expect(Math.abs(stretch - 1)).toBeLessThan(0.06);
  });

  it.each(samples.slice(0, 2))('would not without complex shaping of $language', async (sample) => {
    const { likeness } = await likenessToPango(sample, 'simple');

    expect(likeness).toBeLessThan(0.5);
  });
});
