import type { RichText } from '@polyspool/contracts/rich-text';
import type { Block, PageLayout } from '../layout/block.js';
import type { GlyphRun, PlacedBlock, PlacedRun } from './placed.js';
import { typesetPage } from './typeset-page.js';

/** For tests. */
export const isGlyphs = (run: PlacedRun): run is GlyphRun => 'glyphs' in run;
export const textOf = (run: PlacedRun) => (isGlyphs(run) ? run.glyphs.map(({ text }) => text).join('') : '\ufffc');
export const linesOf = ({ lines }: PlacedBlock) => lines.map(({ runs }) => runs.map(textOf).join(''));
export const endOf = ({ lines }: PlacedBlock) =>
  Math.max(...lines.flatMap(({ runs }) => runs.map(({ x, widthPt }) => x + widthPt)));
export const startOf = ({ lines }: PlacedBlock) => Math.min(...lines.flatMap(({ runs }) => runs.map(({ x }) => x)));

export function typeset(blocks: readonly Block[], texts: readonly (RichText | string)[], language = 'xx') {
  const layout = { blocks, kind: 'text', links: [], content: blocks[0]?.page } as unknown as PageLayout;
  const translations = new Map(
    texts.map((text, index) => [blocks[index]?.id ?? '', typeof text === 'string' ? [{ text }] : text]),
  );
  return typesetPage(layout, translations, { language });
}

export function typesetOne(block: Block, text: RichText | string, language?: string) {
  const [placed] = typeset([block], [text], language);
  if (!placed) throw new Error('Nothing was set');
  return placed;
}
