import type { GlyphRun } from './placed.js';
import { testBlock, testLine, testSpan } from './testing-block.js';
import { endOf, isGlyphs, linesOf, startOf, textOf, typeset, typesetOne } from './testing-placed.js';

describe('typesetPage', () => {
  it('sets text that is as long as the old one exactly where that stood', () => {
    const placed = typesetOne(testBlock({ widthPt: 91 }), 'Recorded every month');

    expect(placed).toMatchObject({ scale: 1, isOverflowing: false, fallbackFonts: [] });
    expect(placed.lines).toHaveLength(1);
    expect(placed.lines[0]).toMatchObject({ baseline: 700, runs: [{ x: 72, sizePt: 10 }] });
  });

  it('leaves out blocks without new text', () => {
    expect(typeset([testBlock()], [])).toEqual([]);
  });

  it('sets no lines where the new text is empty', () => {
    expect(typesetOne(testBlock(), ' ').lines).toEqual([]);
  });

  it('makes all lines of a justified paragraph but its last as long as they were', () => {
    const block = testBlock({ alignment: 'justify', lineCount: 4, widthPt: 150 });

    const placed = typesetOne(
      block,
      'one two three four five six seven eight nine ten eleven twelve thirteen fourteen',
    );

    const ends = placed.lines.map(({ runs }) => Math.max(...runs.map(({ x, widthPt }) => x + widthPt)));
    for (const end of ends.slice(0, -1)) expect(end).toBeCloseTo(222, 3);
    expect(ends.at(-1)).toBeLessThan(222);
  });

  it('splits words where letters would have to be smaller otherwise', () => {
    const block = testBlock({ lineCount: 2, widthPt: 100, text: [{ text: 'A text of some words' }] });

    const placed = typesetOne(block, 'A wonderful internationalization of documents', 'en');

    expect(placed.scale).toBe(1);
    expect(linesOf(placed)[0]).toMatch(/^A wonderful interna.*-$/);
  });

  it('keeps the words of a label whole as long as they can be read', () => {
    const cell = testBlock({ lineCount: 2, widthPt: 70, text: [{ text: 'Some rules' }] });

    const placed = typesetOne(cell, 'A wonderful internationalization', 'en');

    expect(placed.scale).toBeGreaterThan(0.75);
    expect(linesOf(placed)).toEqual(['A wonderful', 'internationalization']);
  });

  it('takes free space beside a label before its letters get much smaller', () => {
    const label = testBlock({ widthPt: 60, obstacles: { lines: [testLine([72, 600], 300)] } });

    const placed = typesetOne(label, 'A label that has become longer');

    expect(placed.scale).toBe(1);
    expect(endOf(placed)).toBeGreaterThan(132);
  });

  it('stops before what stands beside it', () => {
    const neighbour = testLine([150, 700], 100);
    const label = testBlock({ widthPt: 60, obstacles: { lines: [neighbour, testLine([72, 600], 300)] } });

    const placed = typesetOne(label, 'A label that has become longer');

    expect(placed.isOverflowing).toBe(false);
    expect(endOf(placed)).toBeLessThan(150);
  });

  it('keeps the bullet of an item and where its text starts', () => {
    const item = testBlock({ lineCount: 2, widthPt: 150, indentPt: -18, label: { text: '•', widthPt: 18 } });

    const placed = typesetOne(item, '• the text of this item goes on in the next line, behind the bullet');

    expect(placed.lines[1]?.runs[0]?.x).toBeCloseTo(90, 3);
    const [bullet, space] = (placed.lines[0]?.runs[0] as GlyphRun).glyphs;
    expect((bullet?.advancePt ?? 0) + (space?.advancePt ?? 0)).toBeCloseTo(18, 3);
  });

  it('gives parts of a text their own look', () => {
    const bold = testSpan(1, { isBold: true });
    const block = testBlock({ spans: [bold] });

    const placed = typesetOne(block, [{ text: 'This is ' }, { text: 'bold', span: 1 }, { text: ' text' }]);

    expect(placed.lines[0]?.runs.map((run) => isGlyphs(run) && [run.font.name, textOf(run), run.span?.id])).toEqual([
      ['Tinos-Regular', 'This is ', undefined],
      ['Tinos-Bold', 'bold', 1],
      ['Tinos-Regular', ' text', undefined],
    ]);
  });

  it('starts right-to-left text at the right edge and keeps numbers and Latin words readable in it', () => {
    const placed = typesetOne(testBlock({ widthPt: 200 }), 'نص مع Word 2024', 'ar');

    expect(endOf(placed)).toBeCloseTo(272, 1);
    const [line] = linesOf(placed);
    expect(line?.indexOf('Word')).toBeLessThan(line?.indexOf('ص') ?? 0);
    expect(line).toContain('2024');
    expect(placed.fallbackFonts).toEqual(['Amiri-Regular']);
  });

  it('breaks Thai between words', () => {
    const words = ['ภาษา', 'ไทย', 'ที่', 'มี', 'ระดับ', 'เสียง', 'ของ', 'คำ', 'เป็น'];
    const placed = typesetOne(testBlock({ lineCount: 3, widthPt: 60 }), 'ภาษาไทยเป็นภาษาที่มีระดับเสียงของคำ', 'th');

    const lines = linesOf(placed);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(words.some((word) => line.startsWith(word))).toBe(true);
  });

  it('makes a word smaller before it breaks it', () => {
    const between = [testLine([20, 700], 48), testLine([118, 700], 100), testLine([72, 689], 200)];
    const label = testBlock({ widthPt: 42, obstacles: { lines: between } });

    const placed = typesetOne(label, 'Konzessionsabgabe');

    expect(linesOf(placed)).toEqual(['Konzessionsabgabe']);
    expect(placed.scale).toBeLessThan(0.7);
  });

  it('tells characters that no font has', () => {
    expect(typesetOne(testBlock(), 'words').missingCharacters).toEqual([]);
    expect(typesetOne(testBlock(), 'a \u{10fffd}\u{10fffd} b').missingCharacters).toEqual(['\u{10fffd}']);
  });

  it('gives a paragraph that needs one line more the size of the others', () => {
    const blocks = [7, 7, 7].map((lineCount, index) =>
      testBlock({ id: `1-${index}`, at: [72, 700 - 102 * index], lineCount, widthPt: 200, alignment: 'justify' }),
    );
    const page = blocks.flatMap(({ lines }) => lines);
    const onPage = blocks.map((block) => ({ ...block, obstacles: { ...block.obstacles, lines: page } }));

    const placed = typeset(
      onPage,
      [8, 7, 7].map((lines) => 'some words here '.repeat(lines * 3 - 1)),
    );

    for (const { scale } of placed) expect(scale).toBeCloseTo(0.98, 3);
  });

  it('never starts a line of Japanese with a full stop', () => {
    const placed = typesetOne(
      testBlock({ lineCount: 3, widthPt: 100 }),
      'これは日本語です。これは文書です。翻訳。',
      'ja',
    );

    for (const line of linesOf(placed)) expect(line).not.toMatch(/^[。、]/);
    expect(placed.fallbackFonts).toEqual(['NotoSerifCJKjp-Regular']);
  });

  it('says what conjuncts of Indic scripts stand for', () => {
    const placed = typesetOne(testBlock(), 'అనువాదం పత్రం', 'te');

    const texts = placed.lines[0]?.runs.map((run) => isGlyphs(run) && run.actualText);
    expect(texts).toContain('అనువాదం');
  });

  it('sets blocks that look alike in one size', () => {
    const roomy = testBlock({ id: '1-0', lineCount: 6, widthPt: 200 });
    const tight = testBlock({ id: '1-1', at: [72, 500], lineCount: 6, widthPt: 200 });
    const text = 'word '.repeat(60);

    const [one, other] = typeset([roomy, tight], [text.slice(0, 240), text]);

    expect(other?.scale).toBeLessThan(1);
    expect(one?.scale).toBe(other?.scale);
  });

  it('does not let two blocks grow into the same space', () => {
    const page = [testLine([72, 600], 400)];
    const left = testBlock({ id: '1-0', at: [72, 700], widthPt: 60, obstacles: { lines: page } });
    const right = testBlock({ id: '1-1', at: [300, 700], widthPt: 60, alignment: 'right', obstacles: { lines: page } });
    const long = 'a text that is much longer than it was before';

    const [one, other] = typeset([left, right], [long, long]);

    expect(one && endOf(one)).toBeLessThanOrEqual(other ? startOf(other) : 0);
  });
});
