import type { RichText } from '@polyspool/contracts/rich-text';
import { readPlaceholders } from '../translator/placeholders.js';
import { readSpanTags, spanClosed } from '../translator/span-tags.js';
import type { MarkedText } from './marked-text.js';
import { spacesInside, spansOf, textPiece, trimmed, type Piece } from './rich-text-pieces.js';

export interface ReadText {
  readonly text: RichText;
  /** A span cannot be found again. */
  readonly isFlattened: boolean;
  /** Made-up words among the words of the translation. */
  readonly marks: number;
}

type Token =
  { readonly text: string } | { readonly at: number } | { readonly open: number } | { readonly isClose: true };

/** Undefined where a formula, a number or an address is missing or doubled. */
export function readMarkedText(marked: MarkedText, translated: string): ReadText | undefined {
  const tokens = tokensOf(translated);
  const counts = new Map<number, number>();
  for (const token of tokens) if ('at' in token) counts.set(token.at, (counts.get(token.at) ?? 0) + 1);
  const isKept = marked.marks.every(({ mark }, index) => {
    return mark.kind === 'open' || mark.kind === 'close' || counts.get(index) === 1;
  });
  if (marked.isAmbiguous || !isKept) return undefined;
  const text = trimmed(spacesInside(new MarkReader(marked, usablePairs(marked, tokens)).read(tokens)));
  const isFlattened = [...spansOf(marked.source)].some((span) => !spansOf(text).has(span));
  return { text, isFlattened, marks: marked.marks.length };
}

function tokensOf(translated: string): Token[] {
  return readSpanTags(translated).flatMap((part): Token[] => {
    if (part === spanClosed) return [{ isClose: true }];
    if (typeof part === 'number') return [{ open: part }];
    return readPlaceholders(part).map((one) => (typeof one === 'number' ? { at: one } : { text: one }));
  });
}

/** Indices of the words that open and close a span, where both came back once, in order, and around no other's. */
function usablePairs({ marks }: MarkedText, tokens: readonly Token[]): ReadonlySet<number> {
  const places = new Map<number, number[]>();
  tokens.forEach((token, place) => {
    if ('at' in token) places.set(token.at, [...(places.get(token.at) ?? []), place]);
  });
  const pairs = marks.flatMap(({ mark }, index) => {
    if (mark.kind !== 'open') return [];
    const closing = marks.findIndex((one, at) => at > index && one.mark.kind === 'close');
    const [from = 0, ...moreFrom] = places.get(index) ?? [-1];
    const [to = 0, ...moreTo] = places.get(closing) ?? [-1];
    const isWhole = from >= 0 && to > from && moreFrom.length + moreTo.length === 0;
    return isWhole ? [{ index, closing, from, to }] : [];
  });
  let free = 0;
  const usable = new Set<number>();
  for (const { index, closing, from, to } of pairs.sort((a, b) => a.from - b.from)) {
    if (from < free) continue;
    usable.add(index).add(closing);
    free = to;
  }
  return usable;
}

class MarkReader {
  private readonly pieces: Piece[] = [];
  private span: number | undefined;
  private stripsNext = false;

  constructor(
    private readonly marked: MarkedText,
    private readonly usable: ReadonlySet<number>,
  ) {}

  read(tokens: readonly Token[]): RichText {
    this.span = this.marked.wholeSpan;
    for (const token of tokens) {
      if ('text' in token) this.add(token.text);
      else if ('at' in token) this.take(token.at);
      else this.span = 'open' in token ? this.known(token.open) : this.marked.wholeSpan;
    }
    return this.pieces;
  }

  /** Nobody else's tag is a span of ours. */
  private known(span: number) {
    return spansOf(this.marked.source).has(span) ? span : this.marked.wholeSpan;
  }

  private add(text: string) {
    const stripped = this.stripsNext ? text.trimStart() : text;
    if (text !== '') this.stripsNext = false;
    const last = this.pieces.at(-1);
    // Where a word was taken out, there is a space on either side.
    const isDoubled = last && 'text' in last && /\s$/.test(last.text) && /^\s/.test(stripped);
    if (stripped !== '') this.pieces.push(textPiece(isDoubled ? stripped.trimStart() : stripped, this.span));
  }

  private take(index: number) {
    const placed = this.marked.marks[index];
    if (!placed) return;
    const { mark, isGluedBefore, isGluedAfter } = placed;
    const isSpan = mark.kind === 'open' || mark.kind === 'close';
    if (isSpan && !this.usable.has(index)) return;
    if (isGluedBefore) this.stripLast();
    if (mark.kind === 'formula') this.pieces.push({ formula: mark.id });
    if (mark.kind === 'fact') this.pieces.push(textPiece(mark.text, this.span));
    if (mark.kind === 'open') this.span = mark.span;
    if (mark.kind === 'close') this.span = this.marked.wholeSpan;
    this.stripsNext = isGluedAfter;
  }

  private stripLast() {
    const last = this.pieces.at(-1);
    if (!last || !('text' in last)) return;
    this.pieces[this.pieces.length - 1] = textPiece(last.text.trimEnd(), last.span);
  }
}
