import type { DocumentLayout } from '@polyspool/contracts/pdf';
import type { RichText } from '@polyspool/contracts/rich-text';
import { cleanDocument } from '../objects/clean-document.js';
import type { OpenDocument } from '../objects/open-document.js';
import type { ScanPage } from '../scan/scan-page.js';
import { AgreedSizes } from '../typeset/agreed-sizes.js';
import { alternatePages } from '../write/alternate-pages.js';
import { FontEmbedder } from '../write/font-embedder.js';
import { originalPage } from '../write/original-page.js';
import type { OriginalPage } from '../write/original-page.js';
import { pagesSideBySide } from '../write/pages-side-by-side.js';
import { saveDocument } from '../write/save-document.js';
import { sayLanguage } from '../write/say-language.js';
import type { PageFacts, ReconstructionFacts } from './page-facts.js';
import { readyPage } from './ready-page.js';
import { translateProperties } from './translate-properties.js';
import { UnreadText } from './unread-text.js';
import { writeReadyPage } from './write-ready-page.js';

export interface Reconstruction {
  /** First = 1. */
  readonly pages: readonly number[];
  /** By id of block. */
  readonly translations: ReadonlyMap<string, RichText>;
  /** That the translations are in. */
  readonly language: string;
  readonly layouts: readonly DocumentLayout[];
  /** To be left as they are, because. */
  readonly untouched?: ReadonlyMap<number, string>;
  /** Whose text was recognised in their picture. */
  readonly scans?: ReadonlyMap<number, ScanPage>;
  /** Called before each page is worked on. */
  readonly onPage?: (page: number) => void;
}

export interface ReconstructedFile {
  readonly layout: DocumentLayout;
  readonly bytes: Uint8Array;
}

/** Sets translations into the places of the texts that they are of. */
export async function reconstructPages(
  document: OpenDocument,
  reconstruction: Reconstruction,
): Promise<{ files: ReconstructedFile[]; facts: ReconstructionFacts }> {
  const { pages, layouts, translations } = reconstruction;
  const writing = { pdf: document.pdf, embedder: new FontEmbedder(document.pdf) };
  const isBilingual = layouts.some((layout) => layout !== 'inPlace');
  const originals: OriginalPage[] = [];
  const facts: PageFacts[] = [];
  const missing = new Set<string>();
  const unread = new UnreadText();
  const text = { ...reconstruction, sizes: new AgreedSizes() };
  for (const page of pages) {
    reconstruction.onPage?.(page);
    const reason = reconstruction.untouched?.get(page);
    const ready = reason === undefined ? await readyPage(document, page, text) : { page, reason };
    if (isBilingual)
      originals.push(originalPage(document.pdf, page, 'layout' in ready ? ready.layout.content : undefined));
    if ('layout' in ready) unread.add(ready.layout);
    facts.push(writeReadyPage(writing, ready));
    if ('placed' in ready)
      for (const { missingCharacters } of ready.placed) missingCharacters.forEach((one) => missing.add(one));
  }
  await writing.embedder.finish();
  translateProperties(document.pdf, translations);
  const notices = [
    ...cleanDocument(document),
    ...sayLanguage(document, reconstruction),
    ...noticeOf(missing),
    ...unread.notices(),
  ];
  return { files: await saveLayouts(document, layouts, originals), facts: { pages: facts, notices } };
}

/** Two of the layouts change the pages, and only one of them can be undone: it has to be the last. */
async function saveLayouts(
  { pdf }: OpenDocument,
  layouts: readonly DocumentLayout[],
  originals: readonly OriginalPage[],
): Promise<ReconstructedFile[]> {
  const files: ReconstructedFile[] = [];
  if (layouts.includes('inPlace')) files.push({ layout: 'inPlace', bytes: await saveDocument(pdf) });
  if (layouts.includes('alternating')) {
    const undo = alternatePages(pdf, originals);
    files.push({ layout: 'alternating', bytes: await saveDocument(pdf) });
    undo();
  }
  if (layouts.includes('sideBySide')) {
    pagesSideBySide(pdf, originals);
    files.push({ layout: 'sideBySide', bytes: await saveDocument(pdf) });
  }
  return files;
}

function noticeOf(missing: ReadonlySet<string>): string[] {
  if (!missing.size) return [];
  const named = [...missing].sort().map((character) => {
    const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `${character} (${code})` : code;
  });
  return [`No font has these characters; empty boxes stand for them: ${named.join(', ')}`];
}
