import { digitalSourceUri } from '@polyspool/contracts/provenance';
import sharp from 'sharp';
import type { ImageGenerator, ImageRequest } from './image-generator.js';

/** What every image generator does. For tests only. */
export function itIsAnImageGenerator(arrange: () => ImageGenerator) {
  const request: ImageRequest = {
    prompt: 'A boat on a lake at dawn',
    width: 160,
    height: 90,
    seed: 7,
    signal: new AbortController().signal,
  };

  it('says which engine it is, the same each time, and with the picture', async () => {
    const generator = arrange();

    const label = await generator.label();

    expect(label).toMatchObject({ engine: generator.name, version: expect.stringMatching(/./) });
    expect(await generator.label()).toEqual(label);
    expect((await generator.make(request)).engine).toEqual(label);
  });

  it.each([
    [160, 90],
    [90, 160],
    [133, 133],
  ])('makes a PNG of exactly %s x %s', async (width, height) => {
    const { picture, layers } = await arrange().make({ ...request, width, height });

    for (const png of [picture, ...layers])
      expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width, height });
  });

  it('says inside the picture how it was made', async () => {
    const { picture, source } = await arrange().make(request);

    const { xmpAsString } = await sharp(picture).metadata();

    expect(xmpAsString).toContain(
      `<Iptc4xmpExt:DigitalSourceType>${digitalSourceUri(source)}</Iptc4xmpExt:DigitalSourceType>`,
    );
  });

  it('tells progress that never falls and ends with the whole', async () => {
    const told: number[] = [];

    await arrange().make({ ...request, onProgress: (fraction) => told.push(fraction) });

    expect(told).toEqual(told.toSorted((one, other) => one - other));
    expect(told.at(-1)).toBe(1);
  });

  it('answers when it is looked at', async () => {
    await expect(arrange().check(request.signal)).resolves.toBeUndefined();
  });

  it('stops on abort with the reason of it', async () => {
    const making = arrange().make({ ...request, signal: AbortSignal.abort(new Error('enough')) });

    await expect(making).rejects.toThrow('enough');
  });
}
