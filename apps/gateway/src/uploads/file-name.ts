const maxLength = 255;
const fallback = 'unnamed';

/** What would leave the line, turn it around, or end it: control characters, bidi overrides, line separators. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** The name that a sender gave a file, fit to be shown. It never becomes part of a path. */
export function displayName(given: string | undefined): string {
  const printable = (given ?? '').toWellFormed().replaceAll(unprintable, '');
  const last = printable.split(/[/\\]/).at(-1)?.trim() ?? '';
  if (/^\.*$/.test(last)) return fallback;
  return last.length <= maxLength ? last : shorten(last);
}

/** Keeps the extension, and cuts between characters as a reader sees them, not inside an emoji. */
function shorten(name: string) {
  const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  let stem = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (stem.length + segment.length + extension.length > maxLength) break;
    stem += segment;
  }
  return stem.trimEnd() + extension;
}
