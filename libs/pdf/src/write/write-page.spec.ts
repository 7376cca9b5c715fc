import { blocksOf, pagesOf, placeOf, translated } from '../document/testing-translation.js';
import { linesAt, testingPdf, textAt } from '../objects/testing-pdf.js';
import { plainText } from '@polyspool/contracts/rich-text';

describe('writePage', () => {
  it('moves the active area of a link to where its words are now', async () => {
    const content = textAt(72, 700, 'See the manual for more');
    const links = [{ box: [115, 697, 156, 711] as const, uri: 'https://example.org/' }];
    const source = testingPdf({ pages: [{ content, links }] });

    const result = await translated(source, (text) => text.replace('See', 'Please do read'));

    const [page] = await pagesOf(result);
    const words = placeOf(page!, 'manual');
    const box = page?.links[0]?.box ?? [0, 0, 0, 0];
    expect(page?.links).toHaveLength(1);
    expect(box[0]).toBeCloseTo(words.x, 0);
    expect(box[2]).toBeCloseTo(words.endX, 0);
    expect(box[1]).toBeLessThan(words.baseline);
    expect(box[3]).toBeGreaterThan(words.baseline);
  });

  it('draws the line under words again where they are now', async () => {
    const text = textAt(72, 700, 'Some words are important here');
    const [plain] = await pagesOf(testingPdf({ pages: [{ content: text }] }));
    const { x, endX } = placeOf(plain!, 'important');
    const source = testingPdf({ pages: [{ content: `${text} 0.5 w ${x} 698 m ${endX} 698 l S` }] });

    const result = await translated(source, (words) => words.replace('Some words', 'Only a few of these words'));

    const [page] = await pagesOf(result);
    const words = placeOf(page!, 'important');
    const rule = page?.paths[0];
    expect(page?.paths).toHaveLength(1);
    expect(rule?.box[0]).toBeCloseTo(words.x, 0);
    expect(rule?.box[2]).toBeCloseTo(words.endX, 0);
    expect(words.baseline - (rule?.box[1] ?? 0)).toBeCloseTo(2, 1);
  });

  it('draws one rule under spans that had one in common, without a gap', async () => {
    const content =
      'BT /F1 12 Tf 72 700 Td (Some words are ) Tj /F1 12 Tf (very ) Tj /F2 12 Tf (important) Tj /F1 12 Tf ( here) Tj ET';
    const [plain] = await pagesOf(testingPdf({ pages: [{ content }] }));
    const [from, to] = [placeOf(plain!, 'very').x, placeOf(plain!, 'important').endX];
    const source = testingPdf({ pages: [{ content: `${content} ${from} 698 ${to - from} 0.6 re f` }] });

    const result = await translated(source, (words) => words.replace('Some words', 'Words'));

    const [page] = await pagesOf(result);
    const boxes = page?.paths.map(({ box }) => box) ?? [];
    expect(Math.min(...boxes.map(([left]) => left))).toBeCloseTo(placeOf(page!, 'very').x, 0);
    expect(Math.max(...boxes.map(([, , right]) => right))).toBeCloseTo(placeOf(page!, 'important').endX, 0);
  });

  it('draws the line under a link again without a gap where its former lines met', async () => {
    const content = linesAt(72, 700, [
      'There is more about all of this in the report',
      'of the association, which is new.',
    ]);
    const uri = 'https://example.org/';
    const [plain] = await pagesOf(testingPdf({ pages: [{ content }] }));
    const [first, second] = [placeOf(plain!, 'report'), placeOf(plain!, 'of the association')];
    const rules = [first, second].map(({ x, endX, baseline }) => `${x} ${baseline - 2} ${endX - x} 0.6 re f`);
    const links = [first, second].map(({ x, endX, baseline }) => ({
      box: [x, baseline - 3, endX, baseline + 9] as const,
      uri,
    }));
    const source = testingPdf({ pages: [{ content: `${content} ${rules.join(' ')}`, links }] });

    const result = await translated(source, (text) => text.replace('There is more about all of this in', 'See'));

    const [page] = await pagesOf(result);
    expect(page?.paths).toHaveLength(1);
    expect(page?.paths[0]?.box[0]).toBeCloseTo(placeOf(page!, 'report').x, 0);
    expect(page?.paths[0]?.box[2]).toBeCloseTo(placeOf(page!, 'association').endX, 0);
    expect(page?.paths[0]?.subpaths).toBe(1);
  });

  it('keeps the rule of a table, which no words begin and end with', async () => {
    const content = `${textAt(72, 700, 'A heading')} 60 697 m 400 697 l S`;
    const source = testingPdf({ pages: [{ content }] });

    const result = await translated(source, () => 'Another much longer heading');

    expect((await pagesOf(result))[0]?.paths[0]?.box).toEqual([60, 697, 400, 697]);
  });

  it('keeps the colour of words that stand out', async () => {
    const content =
      'BT /F1 12 Tf 72 700 Td 0 g (Plain words and ) Tj 1 0 0 rg (red words) Tj 0 g ( and plain ones) Tj ET';
    const source = testingPdf({ pages: [{ content }] });

    const result = await translated(source, (text) => text.replaceAll('words', 'letters'));

    const [page] = await pagesOf(result);
    const fillOf = (letter: string) => page?.glyphs.find(({ unicode }) => unicode === letter)?.show.state.fill;
    expect(fillOf('d')).toBe('0 g');
    expect(
      page?.glyphs
        .filter(({ show }) => show.state.fill === '1 0 0 rg')
        .map(({ unicode }) => unicode)
        .join(''),
    ).toBe('red letters');
  });

  it('leaves later lines where they are, whichever operators place them', async () => {
    const lines =
      "(First line of words) ' 1 0.5 (12.50 and more of it) \" 0 Tw 0 Tc (4711) ' T* [(0815) -500 (4712)] TJ";
    const content = `BT /F1 12 Tf 30 TL 72 700 Td ${lines} 200 0 Td (4713) Tj ET`;
    const source = testingPdf({ pages: [{ content }] });
    const [before] = await pagesOf(source);

    const [after] = await pagesOf(await translated(source, (text) => text.replace('First line', 'Line')));

    for (const text of ['words', 'more', '4711', '0815', '4712', '4713']) {
      expect(placeOf(after!, text).baseline).toBeCloseTo(placeOf(before!, text).baseline, 2);
      if (/\d/.test(text)) expect(placeOf(after!, text)).toEqual(placeOf(before!, text));
    }
  });

  it('takes out what said the old text in place of it', async () => {
    const content = `/Span << /ActualText (Old words) /MCID 3 >> BDC ${textAt(72, 700, 'Old words')} EMC`;
    const source = testingPdf({ pages: [{ content }] });

    const result = await translated(source, () => 'New words');

    const [page] = await pagesOf(result);
    const stream = Buffer.from(page?.streams[0]?.bytes ?? []).toString('latin1');
    expect(stream).not.toContain('ActualText');
    expect(stream).toContain('/MCID 3');
  });

  it('leaves signs alone that a font shows with the codes of controls', async () => {
    const content = `${linesAt(72, 700, ['Some words'])} BT /F8 12 Tf 50 700 Td (\\014) Tj ET`;
    const source = testingPdf({ pages: [{ content }] });
    const codes = async (bytes: Uint8Array) =>
      (await pagesOf(bytes))[0]?.glyphs.filter(({ show }) => show.font.name === 'Symbol').length;
    const before = await codes(source);

    const result = await translated(source, () => 'Other words');

    expect(await codes(result)).toBe(before);
  });

  it('sets scripts of the world so that they can be read again', async () => {
    const texts = { el: 'Ελληνικά', ru: 'Русский', ar: 'العربية', zh: '中文文本', ja: '日本語', th: 'ภาษาไทย' };
    for (const [language, text] of Object.entries(texts)) {
      const source = testingPdf({ pages: [{ content: textAt(72, 700, 'A line of some words') }] });

      const result = await translated(source, () => text, { language });

      expect((await blocksOf(result)).map((block) => plainText(block.text)).join('')).toBe(text);
    }
  });
});
