import fc from 'fast-check';
import { PNG } from 'pngjs';
import { encodePng } from './encode-png.js';

const pictures = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.boolean())
  .chain(([widthPx, heightPx, isGrey]) =>
    fc
      .array(fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)), {
        minLength: widthPx * heightPx,
        maxLength: widthPx * heightPx,
      })
      .map((pixels) => {
        const rgba = pixels.flatMap(([red, green, blue]) => (isGrey ? [red, red, red, 255] : [red, green, blue, 255]));
        return { widthPx, heightPx, rgba: Uint8Array.from(rgba) };
      }),
  );

describe('encodePng', () => {
  it('writes what a reader of PNG files reads again, pixel by pixel', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { width, height, data } = PNG.sync.read(encodePng(picture));

        expect([width, height]).toEqual([picture.widthPx, picture.heightPx]);
        expect(new Uint8Array(data)).toEqual(picture.rgba);
      }),
    );
  });

  it('takes a third for a picture without colours', () => {
    const pixels = (colour: number[]) => ({
      widthPx: 64,
      heightPx: 64,
      rgba: Uint8Array.from({ length: 64 * 64 * 4 }, (_, i) => colour[i % 4]!),
    });

    expect(encodePng(pixels([7, 7, 7, 255])).readUInt8(25)).toBe(0);
    expect(encodePng(pixels([7, 8, 7, 255])).readUInt8(25)).toBe(2);
  });
});
