/** What stands on one line whatever happens, and whether a space parts it from the piece before. */
export interface Piece {
  readonly text: string;
  readonly afterSpace: boolean;
}

/** Scripts that are written without spaces: a line may end after any word, or any character of Chinese. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Never begins a line. */
const closing = /^[\p{Pe}\p{Pf}\p{Po}\p{M}ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ]/u;
/** Never ends a line. */
const opening = /[\p{Ps}\p{Pi}¿¡]$/u;

/** Where a text may be broken into lines: at spaces, and between words where the script has no spaces. */
export function unbrokenPieces(text: string, language?: string): Piece[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  return words.flatMap((word, index) => {
    const parts = unspaced.test(word) ? partsOf(word, language) : [word];
    return parts.map((part, place) => ({ text: part, afterSpace: index > 0 && place === 0 }));
  });
}

function partsOf(word: string, language: string | undefined): string[] {
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(word);
  const parts: string[] = [];
  for (const { segment } of segments) {
    const before = parts.at(-1);
    if (before !== undefined && (closing.test(segment) || opening.test(before))) parts[parts.length - 1] += segment;
    else parts.push(segment);
  }
  return parts;
}
