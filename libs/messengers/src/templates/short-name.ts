const maxLength = 80;

/** What cannot be seen, or turns around what follows. */
const unprintable = /(?!\s)[\p{Cc}\p{Bidi_Control}]/gu;

/** A name that somebody gave a thing, on one line, and shortened between characters as readers see them. */
export function shortName(given: string): string {
  const name = given.toWellFormed().replace(unprintable, '').replace(/\s+/gu, ' ').trim();
  if (name.length <= maxLength) return name;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (kept.length + segment.length >= maxLength) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
