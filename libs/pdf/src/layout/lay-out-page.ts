import type { PageContent } from '../content/page-content.js';
import type { Block, PageLayout } from './block.js';
import { clustersOf } from './clusters.js';
import { draftOf, type Draft } from './draft-of.js';
import { framesOf } from './frame.js';
import { linesOf } from './lines.js';
import { pageFacts, type PageFacts } from './page-facts.js';
import { pagePart, type PagePart } from './page-part.js';
import { paragraphsOf } from './paragraphs.js';
import { inOrder } from './reading-order.js';
import { roleOf } from './role-of.js';

/** What a page says, block by block in the order of reading. The same page always gives the same blocks. */
export function layOutPage(content: PageContent): PageLayout {
  const parts = framesOf(content).map((frame) => pagePart(content, frame, linesOf(frame)));
  const drafts = inOrder(parts.flatMap(draftsOf));
  const facts = pageFacts(parts, drafts);
  const blocks = facts ? drafts.map((draft, order) => blockOf(draft, order, facts)) : [];
  return { content, kind: blocks.length ? 'text' : 'blank', blocks, links: content.links };
}

const draftsOf = (part: PagePart) =>
  clustersOf(part.frame, part.lines)
    .flatMap((cluster) => paragraphsOf(part, cluster))
    .map((paragraph) => draftOf(part, paragraph));

function blockOf({ paragraph, ...draft }: Draft, order: number, facts: PageFacts): Block {
  const role = roleOf({ paragraph, ...draft }, facts);
  const skipReason = draft.skipReason ?? (role === 'code' ? 'code' : undefined);
  return { ...draft, id: `${draft.page.page}-${order}`, order, role, skipReason };
}
