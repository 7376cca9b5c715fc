import type { Box } from '../content/matrix.js';
import type { Glyph, PageContent } from '../content/page-content.js';

/** A page number that a scanner's program has put there is no text of the page. */
const fewGlyphs = 5;
const leastImageShare = 0.6;
/** Fonts that nobody can read come as signs of private use and of control. */
const leastGlyphs = 20;
const leastUnreadableShare = 0.2;
/** Fonts that say nothing at all may be some of many. */
const leastUnmappedShare = 0.5;
// eslint-disable-next-line no-control-regex
const unreadable = /[\u0000-\u001f\ufffd\ue000-\uf8ff]/;

/** Whether what people read on a page is in its pictures only, or in letters that do not say which they are. */
export function isScan(content: PageContent): boolean {
  const visible = content.glyphs.filter(isVisible);
  if (visible.length < fewGlyphs) return imageShare(content) > leastImageShare;
  if (visible.length < leastGlyphs) return false;
  const shareOf = (is: (glyph: Glyph) => boolean) => visible.filter(is).length / visible.length;
  return (
    shareOf(({ unicode }) => unreadable.test(unicode)) > leastUnreadableShare ||
    shareOf(({ show }) => show.font.glyphNumbers === 'unknown') > leastUnmappedShare
  );
}

/** Text that another recogniser has laid invisibly over a picture is there to be found, not to be read. */
const isVisible = ({ isSpace, show }: Glyph) => !isSpace && show.state.renderMode !== 3;

/** Of the page; scanners cut pages into strips, too. */
function imageShare({ images, view }: PageContent) {
  const covered = images.reduce((sum, image) => sum + area(intersection(image, view)), 0);
  return covered / Math.max(1, area(view));
}

const intersection = (a: Box, b: Box): Box => [
  Math.max(a[0], b[0]),
  Math.max(a[1], b[1]),
  Math.min(a[2], b[2]),
  Math.min(a[3], b[3]),
];

const area = ([left, bottom, right, top]: Box) => Math.max(0, right - left) * Math.max(0, top - bottom);
