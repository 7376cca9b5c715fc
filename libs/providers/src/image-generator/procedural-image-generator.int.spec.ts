import fc from 'fast-check';
import sharp from 'sharp';
import { itIsAnImageGenerator } from './image-generator.conformance.js';
import type { ImageRequest } from './image-generator.js';
import { ProceduralImageGenerator } from './procedural-image-generator.js';

const { signal } = new AbortController();
const request: ImageRequest = { prompt: 'A man at a lake at dusk', width: 320, height: 180, seed: 5, signal };
const generator = new ProceduralImageGenerator();

const pixelsOf = (png: Uint8Array) => sharp(png).removeAlpha().raw().toBuffer();

/** 0 to 255. */
async function meanDifference(one: Uint8Array, other: Uint8Array) {
  const [first, second] = [await pixelsOf(one), await pixelsOf(other)];
  return first.reduce((sum, value, index) => sum + Math.abs(value - (second[index] ?? 0)), 0) / first.length;
}

describe('ProceduralImageGenerator', () => {
  itIsAnImageGenerator(() => generator);

  it('makes the same picture of the same words and seed, to the byte', async () => {
    const [one, other] = [await generator.make(request), await generator.make(request)];

    expect(Buffer.compare(one.picture, other.picture)).toBe(0);
    expect(one).toMatchObject({ seed: 5, source: 'algorithmicMedia', warnings: [] });
  });

  it('makes another one of another seed, and of other words', async () => {
    const { picture } = await generator.make(request);

    for (const change of [{ seed: 6 }, { prompt: 'A kitchen at night' }])
      expect(await meanDifference(picture, (await generator.make({ ...request, ...change })).picture)).toBeGreaterThan(
        5,
      );
  });

  it('makes layers that are the picture, one over the other', async () => {
    const { picture, layers } = await generator.make(request);
    const [back, ...others] = layers;
    const composed = await sharp(back)
      .composite(others.map((layer) => ({ input: Buffer.from(layer) })))
      .png()
      .toBuffer();

    expect(layers).toHaveLength(4);
    expect(await meanDifference(picture, composed)).toBeLessThan(0.5);
    expect((await sharp(back).stats()).isOpaque).toBe(true);
    for (const layer of others) expect((await sharp(layer).stats()).isOpaque).toBe(false);
  });

  it('says which options it does not know', async () => {
    const { warnings } = await generator.make({ ...request, steps: 20, model: 'sd_xl' });

    expect(warnings).toEqual([
      { code: 'image.optionIgnored', detail: 'Drawing by rules knows no steps and no models' },
    ]);
  });

  it('draws whatever it is told, in any script and with any signs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(), async (text, seed) => {
        const prompt = `A sign says "${text}" ${text}`;

        await expect(generator.make({ ...request, prompt, seed, width: 96, height: 64 })).resolves.toBeDefined();
      }),
      { numRuns: 12 },
    );
  });
});
