import { plainText } from '@polyspool/contracts/rich-text';
import { linesAt, testingPdf, textAt } from '../objects/testing-pdf.js';
import type { BlockIr } from './document.js';
import { blocksOf, translated } from './testing-translation.js';
import { translateFile } from './translate-file.js';

describe('translateFile', () => {
  it('sets new text where the old one stood', async () => {
    const content = linesAt(72, 700, ['The quick brown fox jumps over the lazy dog', 'and then it rests for a while.']);
    const source = testingPdf({ pages: [{ content }] });

    const result = await translated(source, (text) => text.replaceAll('o', 'u'));

    const [before] = await blocksOf(source);
    const [after] = await blocksOf(result);
    expect(textOf(after)).toBe(textOf(before).replaceAll('o', 'u'));
    expect(after?.box[0]).toBeCloseTo(before?.box[0] ?? 0, 0);
    expect(after?.box[3]).toBeCloseTo(before?.box[3] ?? 0, 0);
  });

  it('leaves text that shares its operator with translated text where it is', async () => {
    const content = 'BT /F1 12 Tf 72 700 Td [(First label) -9000 (12.50) -9000 (Second label)] TJ ET';
    const source = testingPdf({ pages: [{ content }] });

    const result = await translated(source, () => 'New');

    const kept = (blocks: BlockIr[]) => blocks.find((block) => textOf(block) === '12.50')?.box;
    const [before, after] = [kept(await blocksOf(source)), kept(await blocksOf(result))];
    expect(before).toBeDefined();
    expect(after).toEqual(before);
  });

  it('writes on pages that are turned and under matrices that mirror', async () => {
    const content = `q 1 0 0 -1 0 842 cm BT /F1 12 Tf 1 0 0 -1 72 100 Tm (Some words in a frame upside down) Tj ET Q`;
    const source = testingPdf({ pages: [{ content, rotate: 90 }] });

    const result = await translated(source, (text) => text);

    const [before] = await blocksOf(source);
    const [after] = await blocksOf(result);
    expect(textOf(after)).toBe('Some words in a frame upside down');
    for (const side of [0, 1, 2, 3] as const) expect(after?.box[side]).toBeCloseTo(before?.box[side] ?? 0, 0);
  });

  it('writes into forms within forms', async () => {
    const inner = { content: textAt(0, 0, 'Words within'), box: [0, -10, 200, 20] as const };
    const outer = { content: 'q 1 0 0 1 5 5 cm /Y Do Q', box: [0, -10, 300, 40] as const, forms: { Y: inner } };
    const source = testingPdf({ pages: [{ content: 'q 1 0 0 1 72 700 cm /X Do Q', forms: { X: outer } }] });

    const result = await translated(source, () => 'New words');

    const [before] = await blocksOf(source);
    const [after] = await blocksOf(result);
    expect(textOf(after)).toBe('New words');
    expect(after?.box[0]).toBeCloseTo(before?.box[0] ?? 0, 0);
  });

  it('leaves a page that it cannot read, and says so', async () => {
    const source = testingPdf({ pages: [{ content: textAt(72, 700, 'Some words'), width: 20_000 }] });

    const { facts, files } = await translateFile(source, { language: 'en', translate: (texts) => texts });

    expect(facts.pages).toMatchObject([
      { page: 1, kind: 'untouched', reason: expect.stringContaining('longer') as string },
    ]);
    expect(files).toHaveLength(1);
  });

  it('names characters that no font has', async () => {
    const source = testingPdf({ pages: [{ content: textAt(72, 700, 'Some words') }] });

    const { facts } = await translateFile(source, {
      language: 'en',
      translate: (texts) => texts.map(({ id }) => ({ id, text: [{ text: 'Some \u{10fffd}' }] })),
    });

    expect(facts.notices).toContain('No font has these characters; empty boxes stand for them: U+10FFFD');
  });

  it('sets text as narrow as it was', async () => {
    const widths = [230, ...Array.from({ length: 94 }, () => 400)].join(' ');
    const fonts = () =>
      `/N << /Type /Font /Subtype /Type1 /BaseFont /Nowhere-Narrow /FirstChar 32 /LastChar 126 /Widths [${widths}] >>`;
    const source = testingPdf({
      fonts,
      pages: [{ content: textAt(72, 700, 'Words of a narrow font', { font: 'N' }) }],
    });

    const result = await translated(source, (text) => text);

    const [before] = await blocksOf(source);
    const [after] = await blocksOf(result);
    expect(after?.sizePt).toBe(before?.sizePt);
    expect(Math.abs((after?.box[2] ?? 0) - (before?.box[2] ?? 0))).toBeLessThan(6);
  });

  it('gives each use of a form its own text', async () => {
    const form = { content: textAt(0, 0, 'Confidential draft'), box: [0, -10, 200, 20] as const };
    const content = 'q 1 0 0 1 72 700 cm /X Do Q q 1 0 0 1 72 300 cm /X Do Q';
    const source = testingPdf({ pages: [{ content, forms: { X: form } }] });
    let calls = 0;

    const result = await translated(source, () => `Use number ${++calls}`);

    expect((await blocksOf(result)).map(textOf)).toEqual(['Use number 1', 'Use number 2']);
  });
});

const textOf = (block: BlockIr | undefined) => (block ? plainText(block.text) : '');
