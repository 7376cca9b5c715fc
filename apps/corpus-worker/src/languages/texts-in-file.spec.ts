import { textsPerPart } from '@polyspool/contracts/corpus';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { cutTexts, textsOf } from './texts-in-file.js';

const piecesOf = (bytes: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size)),
  );

it('the parts of a file have all of its texts, in whatever pieces it comes', async () => {
  const line = fc.oneof(fc.constantFrom('', ' ', 'తెలుగు', '{"text": "a"}', 'x'.repeat(70_000)), fc.string());
  const lines = fc.array(line, { maxLength: 40 }).map((some) => ['first', ...some]);
  const times = fc.constantFrom(1, 40);
  await fc.assert(
    fc.asyncProperty(lines, times, fc.integer({ min: 1, max: 5_000 }), fc.boolean(), async (some, many, size, ends) => {
      const all = Array.from({ length: many }, () => some)
        .flat()
        .map((text) => text.replaceAll(/[\r\n]/g, ''));
      const bytes = Buffer.from(all.join('\n') + (ends ? '\n' : ''));

      const parts = await cutTexts(piecesOf(bytes, size * 100));
      const texts = [];
      for (const part of parts)
        texts.push(...(await textsOf(piecesOf(bytes.subarray(part.start, part.end), size), part)));

      const numbered = all.map((text, at) => ({ id: String(at + 1), text: text.trim() })).filter(({ text }) => text);
      expect(texts.map(({ id }) => id)).toEqual(numbered.map(({ id }) => id));
      expect(texts.map(({ text }) => text)).toEqual(
        numbered.map(({ text }) => (text.length > 5_000 ? undefined : text)),
      );
      expect(parts.every((part) => part.texts <= textsPerPart)).toBe(true);
    }),
    { numRuns: 12 },
  );
});
