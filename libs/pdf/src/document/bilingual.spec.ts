import { plainText } from '@polyspool/contracts/rich-text';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { blocksOf, pagesOf, placeOf, translated } from './testing-translation.js';
import { translateFile } from './translate-file.js';

const links = [{ box: [70, 690, 140, 715] as const, uri: 'https://example.org/' }];

describe('bilingual documents', () => {
  it('have each page as it was before the page that it has become', async () => {
    const source = testingPdf({ pages: [page('First page'), page('Second page')] });

    const result = await translated(source, (text) => text.toUpperCase(), { layouts: ['alternating'] });

    expect((await blocksOf(result)).map(({ text }) => plainText(text))).toEqual([
      'First page',
      'FIRST PAGE',
      'Second page',
      'SECOND PAGE',
    ]);
    expect((await pagesOf(result)).map((each) => each.links.length)).toEqual([1, 1, 1, 1]);
  });

  it.each([0, 90, 180, 270] as const)('show what was at the left of what is, turned by %i degrees', async (rotate) => {
    const source = testingPdf({ pages: [{ ...page('Some words'), rotate }] });

    const result = await translated(source, (text) => text.toUpperCase(), { layouts: ['sideBySide'] });

    const [both] = await pagesOf(result);
    const [x0, y0, x1, y1] = both!.view;
    expect([x1 - x0, y1 - y0]).toEqual(rotate % 180 ? [595, 1684] : [1190, 842]);
    const shown = (text: string) => leftWhenTurned([placeOf(both!, text).x, placeOf(both!, text).baseline], rotate);
    expect(shown('SOME')).toBeGreaterThan(shown('Some') + 500);
    expect(both?.links).toHaveLength(2);
  });

  it('leave pages that were not translated', async () => {
    const source = testingPdf({ pages: [page('First page'), page('Second page')] });

    const result = await translated(source, (text) => text.toUpperCase(), { layouts: ['alternating'], pages: '2' });

    expect((await blocksOf(result)).map(({ text }) => plainText(text))).toEqual([
      'First page',
      'Second page',
      'SECOND PAGE',
    ]);
  });

  it('come with the translated one and leave it what it is alone', async () => {
    const source = testingPdf({ pages: [page('Some words')] });
    const translate = (texts: readonly { readonly id: string }[]) =>
      texts.map(({ id }) => ({ id, text: [{ text: 'New' }] }));

    const { files } = await translateFile(source, {
      language: 'en',
      translate,
      layouts: ['sideBySide', 'inPlace', 'alternating'],
    });

    const sizes = await Promise.all(
      files.map(async ({ layout, bytes }) => [layout, (await pagesOf(bytes)).map(widthOf)]),
    );
    expect(Object.fromEntries(sizes)).toEqual({ inPlace: [595], alternating: [595, 595], sideBySide: [1190] });
  });
});

const page = (text: string) => ({ content: textAt(72, 700, text), links });

const widthOf = ({ view }: { readonly view: readonly number[] }) => (view[2] ?? 0) - (view[0] ?? 0);

/** How far from the left a point is shown. */
const leftWhenTurned = ([x, y]: readonly [number, number], rotate: 0 | 90 | 180 | 270) =>
  ({ 0: x, 90: y, 180: -x, 270: -y })[rotate];
