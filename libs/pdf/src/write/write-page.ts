import type { PDF } from '@libpdf/core';
import type { PageContent, TextShow } from '../content/page-content.js';
import type { Block } from '../layout/block.js';
import type { PlacedBlock } from '../typeset/placed.js';
import type { FontEmbedder } from './font-embedder.js';
import { forgetSaidText } from './forget-said-text.js';
import { isWritable } from './is-writable.js';
import { keptText, movesBefore } from './kept-text.js';
import { moveLinks } from './move-links.js';
import { newText } from './new-text.js';
import { removedGlyphs } from './removed-glyphs.js';
import { StreamEdits } from './stream-edits.js';
import { writeFormulaPaths } from './write-formula-paths.js';
import { writeRules } from './write-rules.js';
import { writeStreams } from './write-streams.js';

/** Where a page is written to. */
export interface Writing {
  readonly pdf: PDF;
  readonly embedder: FontEmbedder;
}

/**
 * Takes the text of blocks out of a page's content and sets the new one in the same place of the same stream, so that all
 * that is around it (order, clipping, layers, tags) holds for it too. Answers the blocks that it could write.
 */
export function writePage(
  { pdf, embedder }: Writing,
  content: PageContent,
  placed: readonly PlacedBlock[],
): PlacedBlock[] {
  const written = placed.filter(({ block }) => isWritable(block));
  if (!written.length) return [];
  const removed = removedGlyphs(
    content,
    written.map(({ block }) => block),
  );
  const newAt = byFirstShow(written);
  const edits = new StreamEdits();
  for (const show of content.shows) {
    const added = newAt.get(show) ?? [];
    if (!added.length && !show.glyphs.some(({ index }) => removed[index])) continue;
    const texts = added.map((block) => newText(block, show, embedder));
    edits.replace(show.stream, show, [movesBefore(show), ...texts, keptText(show, removed)].join(''));
  }
  forgetSaidText(content, removed, edits);
  for (const block of written) {
    writeRules(block, edits);
    writeFormulaPaths(block, edits);
  }
  writeStreams(pdf, content, edits);
  // Last: a page that cannot be written keeps its links where its words are.
  moveLinks(content, written);
  return written;
}

/** A block's new text stands where its old one begins in the stream: before all that was drawn over it. */
function byFirstShow(placed: readonly PlacedBlock[]) {
  const shows = new Map<TextShow, PlacedBlock[]>();
  for (const block of placed) {
    const show = firstShow(block.block);
    shows.set(show, [...(shows.get(show) ?? []), block]);
  }
  return shows;
}

function firstShow({ lines }: Block): TextShow {
  const shows = lines.flatMap(({ tokens }) => tokens.flatMap((token) => ('glyph' in token ? [token.glyph.show] : [])));
  return shows.reduce((first, show) => (show.index < first.index ? show : first));
}
