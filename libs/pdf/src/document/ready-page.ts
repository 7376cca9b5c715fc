import { AppError } from '@polyspool/contracts/errors';
import type { RichText } from '@polyspool/contracts/rich-text';
import { readPage } from '../content/read-page.js';
import type { PageLayout } from '../layout/block.js';
import type { OpenDocument } from '../objects/open-document.js';
import { layOutReadPage } from '../scan/lay-out-read-page.js';
import type { ScanPage } from '../scan/scan-page.js';
import type { AgreedSizes } from '../typeset/agreed-sizes.js';
import type { PlacedBlock } from '../typeset/placed.js';
import { typesetPage } from '../typeset/typeset-page.js';
import { isLeftAlone } from './is-left-alone.js';

/** A page whose new text has its places, or one that is left as it is. */
export type ReadyPage = SetPage | LeftPage;

export interface SetPage {
  readonly page: number;
  readonly layout: PageLayout;
  /** What was read in its picture. */
  readonly scan?: ScanPage | undefined;
  readonly placed: readonly PlacedBlock[];
  /** Ids of blocks that say what they said, and stay. */
  readonly leftAlone: readonly string[];
}

export interface LeftPage {
  readonly page: number;
  readonly reason: string;
}

export interface NewText {
  readonly translations: ReadonlyMap<string, RichText>;
  readonly language: string;
  /** Of the document, page after page. */
  readonly sizes: AgreedSizes;
  /** Pages whose text was recognised in their picture. */
  readonly scans?: ReadonlyMap<number, ScanPage> | undefined;
}

/** What is wrong with one page is no reason to do without the others. */
export async function readyPage(document: OpenDocument, page: number, text: NewText): Promise<ReadyPage> {
  try {
    const content = await readPage(document, page);
    if ('reason' in content) return content;
    const scan = text.scans?.get(page);
    const layout = layOutReadPage(content, scan);
    const leftAlone = layout.blocks
      .filter((block) => isLeftAlone(block, text.translations.get(block.id)))
      .map(({ id }) => id);
    const changing = new Map([...text.translations].filter(([id]) => !leftAlone.includes(id)));
    return { page, layout, scan, placed: typesetPage(layout, changing, text), leftAlone };
  } catch (error) {
    return { page, reason: AppError.from(error).message };
  }
}
