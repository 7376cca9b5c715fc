import { pagesOf, placeOf, translated } from '../document/testing-translation.js';
import { testingPdf } from '../objects/testing-pdf.js';

describe('writeFormulaPaths', () => {
  it('takes a bar over a sign to where that sign is now', async () => {
    const content = [
      'BT /F4 12 Tf 72 700 Td (The mean ) Tj ET',
      'BT /F8 12 Tf 124 700 Td (a) Tj ET',
      'q 0.5 w 124 707.5 m 131.5 707.5 l S Q',
      'BT /F4 12 Tf 135 700 Td (is what we look for in this text) Tj ET',
    ].join('\n');
    const source = testingPdf({ pages: [{ content }] });
    const [before] = await pagesOf(source);
    const offset = (before?.paths[0]?.box[0] ?? 0) - placeOf(before!, 'α').x;

    const result = await translated(source, (text) => text.replace('The mean', 'Of all the numbers the mean'));

    const [after] = await pagesOf(result);
    expect(after?.paths).toHaveLength(1);
    expect(placeOf(after!, 'α').x).not.toBeCloseTo(placeOf(before!, 'α').x, 0);
    expect((after?.paths[0]?.box[0] ?? 0) - placeOf(after!, 'α').x).toBeCloseTo(offset, 1);
    expect((after?.paths[0]?.box[1] ?? 0) - placeOf(after!, 'α').baseline).toBeCloseTo(7.5, 1);
  });
});
