import type { RichText } from '@polyspool/contracts/rich-text';
import type { Box } from '../content/matrix.js';
import type { PageLayout } from '../layout/block.js';
import { AgreedSizes } from './agreed-sizes.js';
import { FaceSelector } from './face-selector.js';
import type { Fit } from './fit.js';
import type { PlacedBlock } from './placed.js';
import { BlockSetting } from './typeset-block.js';

export interface PageSetting {
  /** That the new text is in. */
  readonly language: string;
  /** Of a document: given page after page, they keep its text even. */
  readonly sizes?: AgreedSizes;
}

/** New text by the id of its block, set where the old one stood. Blocks without new text are left out. */
export function typesetPage(
  layout: PageLayout,
  translations: ReadonlyMap<string, RichText>,
  { language, sizes = new AgreedSizes() }: PageSetting,
): PlacedBlock[] {
  const faces = new FaceSelector(language);
  const settings = layout.blocks.flatMap((block) => {
    const text = translations.get(block.id);
    return text ? [new BlockSetting(block, text, faces)] : [];
  });
  for (const setting of settings) {
    sizes.add(setting.block, setting.fit([]).scale, setting.characters);
  }
  const taken = new Map<number, Box[]>();
  return settings.map((setting) => {
    const grown = taken.get(setting.block.angleDegrees) ?? [];
    taken.set(setting.block.angleDegrees, grown);
    const fit = setting.fit(grown, sizes.mostFor(setting.block));
    const placed = setting.place(fit);
    grown.push(...linesOf(placed, fit));
    return placed;
  });
}

/** Where its text stands now. */
function linesOf({ block, lines }: PlacedBlock, { scale }: Fit): Box[] {
  const em = block.sizePt * scale;
  return lines.flatMap(({ baseline, runs }) => {
    const first = runs[0];
    const last = runs.at(-1);
    return first && last ? [[first.x, baseline - 0.22 * em, last.x + last.widthPt, baseline + 0.8 * em] as const] : [];
  });
}
