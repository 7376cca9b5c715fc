import type { RichText } from '@polyspool/contracts/rich-text';
import type { PageContent } from '../content/page-content.js';
import type { Block, Formula, PageLayout } from '../layout/block.js';
import { layOutPage } from '../layout/lay-out-page.js';
import { scanContent } from './scan-content.js';
import type { ScanPage } from './scan-page.js';

/** Blocks of a page that is a picture, from what was read in it. */
export function layOutScan(content: PageContent, scan: ScanPage): PageLayout {
  const { blocks } = layOutPage(scanContent(content, scan));
  return { content, kind: 'scan', blocks: blocks.map((block) => turned(block, scan)), links: content.links };
}

/** A picture has no glyphs that could be kept: what looks like a formula is text like the rest. */
const turned = (block: Block, { angleDegrees, isMono }: ScanPage): Block => ({
  ...block,
  angleDegrees,
  style: { ...block.style, isMono },
  text: withoutFormulas(block.text, block.formulas),
  formulas: [],
});

function withoutFormulas(text: RichText, formulas: readonly Formula[]): RichText {
  if (formulas.length === 0) return text;
  const plain: { text: string; span?: number }[] = [];
  for (const piece of text) {
    const next = 'text' in piece ? piece : { text: signsOf(formulas.find(({ id }) => id === piece.formula)) };
    const last = plain.at(-1);
    if (last && last.span === next.span) last.text += next.text;
    else plain.push({ ...next });
  }
  return plain.filter((piece) => piece.text);
}

const signsOf = (formula: Formula | undefined) => formula?.glyphs.map(({ glyph }) => glyph.unicode).join('') ?? '';
