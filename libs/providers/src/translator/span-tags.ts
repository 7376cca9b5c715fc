/** Private use characters that stand around the words of a span, for engines whose capabilities have `spans`. */
const close = '\uE0FF';
const firstOpen = 0xe100;
const maxSpans = 256;

export const spanTags = { close, pattern: /[\uE0FF-\uE1FF]/gu, count: maxSpans };

export const openSpanTag = (id: number) => String.fromCharCode(firstOpen + (id % maxSpans));

/** Of a character that opens a span. */
export const spanOfTag = (tag: string) => tag.charCodeAt(0) - firstOpen;

export const hasSpanTags = (text: string) => /[\uE0FF-\uE1FF]/u.test(text);

export const withoutSpanTags = (text: string) => text.replaceAll(spanTags.pattern, '');

/** A text as its parts: what stands between the tags, the ids of those that open, and `close`. */
export function readSpanTags(text: string): (string | number | typeof spanClosed)[] {
  const parts: (string | number | typeof spanClosed)[] = [];
  let at = 0;
  for (const { 0: tag, index } of text.matchAll(spanTags.pattern)) {
    parts.push(text.slice(at, index), tag === close ? spanClosed : spanOfTag(tag));
    at = index + tag.length;
  }
  return [...parts, text.slice(at)];
}

export const spanClosed = Symbol('the end of a span');
