import { plainText } from '@polyspool/contracts/rich-text';
import type { BlockIr } from './document.js';
import { blocksOf, translated } from './testing-translation.js';

/** What a document says, and where, before and after each of its words has become longer by about a third. For tests only. */
export async function golden(source: Uint8Array) {
  const result = await translated(source, (text) => text.replace(/\p{L}{2,}/gu, longer), { language: 'es' });
  return { before: rowsOf(await blocksOf(source)), after: rowsOf(await blocksOf(result)) };
}

const longer = (word: string) => word + 'adora'.slice(0, Math.max(1, Math.round(word.length * 0.3)));

/** `Words at 60 to 337 above 776, 16 pt`: in points, rounded. */
const rowsOf = (blocks: readonly BlockIr[]) =>
  blocks.map(
    ({ text, box: [x, bottom, endX], sizePt }) =>
      `${plainText(text)} at ${Math.round(x)} to ${Math.round(endX)} above ${Math.round(bottom)}, ${Math.round(sizePt * 10) / 10} pt`,
  );
