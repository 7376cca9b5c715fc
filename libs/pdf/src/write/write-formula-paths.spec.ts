import { pagesOf, placeOf, translated } from '../document/testing-translation.js';
import { testingPdf } from '../objects/testing-pdf.js';

describe('writeFormulaPaths', () => {
  it('takes the bar of a fraction to where its formula is now', async () => {
    // A fraction of two Greek letters in the middle of a line.
    const content = [
      'BT /F4 12 Tf 72 700 Td (The ratio of ) Tj ET',
      'BT /F8 8 Tf 139 705 Td (a) Tj ET',
      'BT /F8 8 Tf 139 694 Td (b) Tj ET',
      'q 0.5 w 138 702.5 m 145 702.5 l S Q',
      'BT /F4 12 Tf 148 700 Td (is what we look for in this text) Tj ET',
    ].join('\n');
    const source = testingPdf({ pages: [{ content }] });
    const [before] = await pagesOf(source);
    const offset = (before?.paths[0]?.box[0] ?? 0) - placeOf(before!, 'α').x;

    const result = await translated(source, (text) => text.replace('The ratio of', 'Of these two the ratio, that is '));

    const [after] = await pagesOf(result);
    expect(after?.paths).toHaveLength(1);
    expect(placeOf(after!, 'α').x).not.toBeCloseTo(placeOf(before!, 'α').x, 0);
    expect((after?.paths[0]?.box[0] ?? 0) - placeOf(after!, 'α').x).toBeCloseTo(offset, 1);
    expect((after?.paths[0]?.box[1] ?? 0) - placeOf(after!, 'α').baseline).toBeCloseTo(702.5 - 705, 1);
  });
});
