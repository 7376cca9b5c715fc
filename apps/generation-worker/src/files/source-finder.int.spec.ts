import { digitalSourceUri, DigitalSourceType } from '@polyspool/contracts/provenance';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { pictureMark } from '@polyspool/providers/image-generator/mark-picture';
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { SourceFinder } from './source-finder.js';

/** In pieces, as files are read. */
function sourceIn(bytes: Buffer, pieceBytes: number) {
  const finder = new SourceFinder();
  for (let at = 0; at < bytes.length; at += pieceBytes) finder.add(bytes.subarray(at, at + pieceBytes));
  return finder.source;
}

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const chunks = {
  zTXt: (xmp: string) => [Buffer.from([0]), deflateSync(xmp)],
  iTXt: (xmp: string) => [Buffer.from([0, 0, 0, 0]), Buffer.from(xmp)],
  'packed iTXt': (xmp: string) => [Buffer.from([1, 0, 0, 0]), deflateSync(xmp)],
} as const;

const chunkNames = Object.keys(chunks) as (keyof typeof chunks)[];

function pngWith(xmp: string, chunk: keyof typeof chunks) {
  const body = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0'), ...chunks[chunk](xmp)]);
  const head = Buffer.concat([Buffer.alloc(4), Buffer.from(chunk.slice(-4))]);
  head.writeUInt32BE(body.length);
  return Buffer.concat([pngStart, head, body, Buffer.alloc(40, 7)]);
}

describe('SourceFinder', () => {
  const sources = fc.constantFrom(...DigitalSourceType.options);

  it('finds what a film or a sound says of itself, wherever it is cut', () => {
    fc.assert(
      fc.property(sources, fc.nat(500), fc.integer({ min: 1, max: 300 }), (source, before, pieceBytes) => {
        const file = Buffer.concat([Buffer.alloc(before, 1), Buffer.from(digitalSourceUri(source)), Buffer.alloc(50)]);

        expect(sourceIn(file, Math.max(pieceBytes, 90))).toBe(source);
      }),
      { examples: [['compositeWithTrainedAlgorithmicMedia', 96, 152]] },
    );
  });

  it('finds what a picture says of itself, packed or not', () => {
    fc.assert(
      fc.property(
        sources,
        fc.constantFrom(...chunkNames),
        fc.integer({ min: 40, max: 400 }),
        (source, chunk, pieceBytes) => {
          expect(sourceIn(pngWith(pictureMark(source), chunk), pieceBytes)).toBe(source);
        },
      ),
    );
  });

  it('finds what is said in a picture as it is made here', async () => {
    const picture = await new FakeImageGenerator({ name: 'openai' }).make({
      ...{ prompt: 'a ship', width: 64, height: 64, seed: 1 },
      signal: new AbortController().signal,
    });

    expect(sourceIn(Buffer.from(picture.picture), 1000)).toBe('trainedAlgorithmicMedia');
  });

  it('finds nothing in what says nothing, or nothing that is known', () => {
    expect(sourceIn(Buffer.alloc(1000, 3), 100)).toBeUndefined();
    expect(
      sourceIn(Buffer.from('http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture'), 1000),
    ).toBeUndefined();
    expect(sourceIn(pngWith('no mark', 'zTXt'), 1000)).toBeUndefined();
  });
});
