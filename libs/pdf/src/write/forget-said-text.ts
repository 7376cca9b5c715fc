import type { MarkedContent, PageContent } from '../content/page-content.js';
import { nameOperand } from './operands.js';
import type { StreamEdits } from './stream-edits.js';

/** Marked content may say which text it shows; where that is gone, so is what says it. Its tag and its MCID stay. */
export function forgetSaidText({ shows }: PageContent, removed: Uint8Array, edits: StreamEdits) {
  const done = new Set<MarkedContent>();
  for (const { markedContent, glyphs, stream } of shows) {
    if (!markedContent.some(({ saysText }) => saysText)) continue;
    if (!glyphs.some(({ index }) => removed[index])) continue;
    for (const mark of markedContent) {
      if (!mark.saysText || done.has(mark)) continue;
      done.add(mark);
      edits.replace(stream, mark.saysText, beginning(mark));
    }
  }
}

const beginning = ({ tag, mcid }: MarkedContent) =>
  mcid === undefined ? `${nameOperand(tag)} BMC` : `${nameOperand(tag)} << /MCID ${mcid} >> BDC`;
