import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream } from '@libpdf/core';
import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { StreamDecoder } from './stream-decoder.js';

const decoder = () => new StreamDecoder(() => null);
const stream = (data: Uint8Array, ...filters: string[]) =>
  PdfStream.fromDict({ Filter: PdfArray.of(...filters.map((filter) => PdfName.of(filter))) }, data);
const text = (data: Uint8Array) => Buffer.from(data).toString('latin1');
const ascii = (data: string) => new Uint8Array(Buffer.from(data, 'latin1'));

describe('StreamDecoder', () => {
  it('undoes filters in their order', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (data) => {
        const hex = ascii(`${Buffer.from(deflateSync(data)).toString('hex')}>`);

        expect([...decoder().decode(stream(hex, 'AHx', 'FlateDecode'))]).toEqual([...data]);
      }),
    );
  });

  it('keeps what comes before damage', () => {
    const packed = deflateSync(Buffer.from('All happy families are alike; '.repeat(200)), { level: 1 });
    const damaged = packed.map((byte, index) => (index > packed.length - 12 ? byte ^ 0xff : byte));

    expect(text(decoder().decode(stream(damaged, 'Fl')))).toMatch(/^All happy families are alike; /);
    expect(text(decoder().decode(stream(packed.subarray(0, -6), 'Fl')))).toMatch(/^All happy families/);
  });

  it('reads what old programs write', () => {
    expect(text(decoder().decode(stream(ascii('87cURD]i,"Ebo80~>'), 'ASCII85Decode')))).toBe('Hello World!');
    expect(text(decoder().decode(stream(Uint8Array.of(2, 97, 98, 99, 254, 100, 128), 'RL')))).toBe('abcddd');
    const lzw = Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01);
    expect([...decoder().decode(stream(lzw, 'LZWDecode'))]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
  });

  it('undoes the predictors of PNG', () => {
    const rows = Uint8Array.of(0, 1, 2, 3, 1, 1, 1, 1, 2, 9, 9, 9, 4, 1, 1, 1);
    const packed = stream(deflateSync(rows), 'FlateDecode');
    packed.set('DecodeParms', PdfDict.of({ Predictor: PdfNumber.of(15), Columns: PdfNumber.of(3) }));

    expect([...decoder().decode(packed)]).toEqual([1, 2, 3, 1, 2, 3, 10, 11, 12, 11, 12, 13]);
  });

  it('ends what grows without end', () => {
    const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024));

    expect(() => decoder().decode(stream(bomb, 'FlateDecode'))).toThrow('A stream holds more than 67108864 bytes');
    expect(() => decoder().decode(stream(bomb, ...Array<string>(9).fill('FlateDecode')))).toThrow(
      'more than 8 filters',
    );
  });

  it('says which filter it does not know', () => {
    expect(() => decoder().decode(stream(ascii(''), 'JBIG2Decode'))).toThrow('JBIG2Decode');
  });
});
