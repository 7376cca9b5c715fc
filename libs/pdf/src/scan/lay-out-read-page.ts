import type { PageContent } from '../content/page-content.js';
import type { PageLayout } from '../layout/block.js';
import { layOutPage } from '../layout/lay-out-page.js';
import { isScan } from './is-scan.js';
import { layOutScan } from './lay-out-scan.js';
import type { ScanPage } from './scan-page.js';

/** A page's blocks, of its text or of what was read in its picture. A scan that nobody has read has none. */
export function layOutReadPage(content: PageContent, scan?: ScanPage): PageLayout {
  if (scan) return layOutScan(content, scan);
  return isScan(content) ? { content, kind: 'scan', blocks: [], links: content.links } : layOutPage(content);
}
