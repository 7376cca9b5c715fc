import { plainText } from '@polyspool/contracts/rich-text';
import { blocksOf, pagesOf, translated } from '../document/testing-translation.js';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { isScan } from '../scan/is-scan.js';

describe('Translated documents, read again', () => {
  it.each([
    ['te', 'తెలుగు భాష స్త్రీ ప్రభుత్వ క్షేత్రం మరియు వ్యవస్థ'],
    ['hi', 'हिन्दी में लिखा दस्तावेज़ किया स्थिति'],
    ['th', 'ภาษาไทยที่นี้ทำน้ำคำ'],
    ['ar', 'نظام ترجمة وثيقة صفحة'],
  ])('say in %s what was written', async (language, text) => {
    const source = testingPdf({ pages: [{ content: textAt(72, 700, 'A line of some words that says little') }] });

    const result = await translated(source, () => text, { language });

    const [page] = await pagesOf(result);
    const signs = page!.glyphs.map(({ unicode }) => unicode).filter((unicode) => unicode !== '\u200b');
    if (language !== 'ar') expect(signs.join('')).toBe(text);
    expect(isScan(page!)).toBe(false);
    expect((await blocksOf(result)).map((block) => plainText(block.text))).toEqual([text]);
  });
});
