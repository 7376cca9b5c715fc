import type { Block } from '../layout/block.js';
import type { ScanPage, ScanWord } from './scan-page.js';

/** The words of a scan that the lines of a block are made of, line by line. */
export function wordsOfBlock(block: Block, scan: ScanPage): ScanWord[][] {
  return block.lines.map(({ tokens, x, endX }) => {
    // A line of a block may be made of more than one of the recogniser's.
    const shows = new Set(tokens.flatMap((token) => ('glyph' in token ? [token.glyph.show.index] : [])));
    return [...shows].flatMap((index) => scan.lines[index]?.words.filter((word) => isWithin(word, x, endX)) ?? []);
  });
}

const isWithin = (word: ScanWord, x: number, endX: number) => {
  const middle = (word.x + word.endX) / 2;
  return middle >= x && middle <= endX;
};
