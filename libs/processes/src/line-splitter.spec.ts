import fc from 'fast-check';
import { LineSplitter } from './line-splitter.js';

function split(text: string, cuts: number[], maxLineLength = 1000) {
  const lines: string[] = [];
  const splitter = new LineSplitter((line) => lines.push(line), maxLineLength);
  const bytes = Buffer.from(text);
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const accepted = edges.slice(1).map((end, i) => splitter.write(bytes.subarray(edges[i], end)));
  splitter.end();
  return { lines, accepted: accepted.every(Boolean) };
}

describe('LineSplitter', () => {
  it('finds the same lines wherever the chunks are cut, in the middle of a character too', () => {
    const lineArbitrary = fc.string({ unit: 'binary' }).map((line) => line.replaceAll(/[\r\n]/g, ''));
    fc.assert(
      fc.property(fc.array(lineArbitrary), fc.array(fc.nat(500)), (lines, cuts) => {
        const text = lines.map((line) => `${line}\n`).join('');

        expect(split(text, cuts).lines).toEqual(lines.map((line) => Buffer.from(line).toString()));
      }),
    );
  });

  it('hands out a last line without a line end, and takes CRLF', () => {
    expect(split('one\r\ntwo', [2]).lines).toEqual(['one', 'two']);
  });

  it('tells when a line grows longer than allowed', () => {
    expect(split('short\n'.repeat(10), [], 8).accepted).toBe(true);
    expect(split('much too long', [], 8).accepted).toBe(false);
  });
});
