import type { RichText } from '@polyspool/contracts/rich-text';
import { placeholderAt, placeholderCount, seemsToHavePlaceholders } from '../translator/placeholders.js';
import { openSpanTag, spanTags } from '../translator/span-tags.js';
import { isText, spansOf, trimmed } from './rich-text-pieces.js';
import { factsIn } from './kept-facts.js';
import { wholeWords } from './whole-words.js';

/** What a made-up word stands for. */
export type Mark =
  | { readonly kind: 'formula'; readonly id: number }
  | { readonly kind: 'fact'; readonly text: string }
  | { readonly kind: 'open'; readonly span: number }
  | { readonly kind: 'close'; readonly span: number };

export interface PlacedMark {
  readonly mark: Mark;
  /** No space stood there: the one that tells the word from its neighbours is to be taken out again. */
  readonly isGluedBefore: boolean;
  readonly isGluedAfter: boolean;
}

export interface MarkOptions {
  /** The engine keeps tags around words where they belong; others get made-up words before and behind them. */
  readonly hasSpanTags: boolean;
  /** Numbers and addresses are kept from the engine, too. */
  readonly hidesFacts: boolean;
}

/** A rich text as an engine reads it. */
export interface MarkedText {
  /** Undefined where there is more to be marked than can be told apart. */
  readonly text: string | undefined;
  readonly source: RichText;
  readonly marks: readonly PlacedMark[];
  /** All of it looks the same. */
  readonly wholeSpan: number | undefined;
  /** What in the source looks like one of our made-up words. */
  readonly isAmbiguous: boolean;
}

export function markText(rich: RichText, options: MarkOptions): MarkedText {
  const source = trimmed(wholeWords(rich));
  const wholeSpan = onlySpan(source);
  const writer = new MarkWriter();
  for (const piece of source) {
    if (!isText(piece)) writer.mark({ kind: 'formula', id: piece.formula });
    else if (piece.span === undefined || wholeSpan !== undefined) writeText(writer, piece.text, options);
    else writeSpan(writer, { text: piece.text, span: piece.span }, options);
  }
  const isAmbiguous = writer.marks.length > 0 && source.some((piece) => isText(piece) && looksMarked(piece.text));
  return { text: textOf(writer), source, marks: writer.marks, wholeSpan, isAmbiguous };
}

const looksMarked = (text: string) => seemsToHavePlaceholders(text);

const textOf = ({ marks, text }: MarkWriter) => (marks.length > placeholderCount ? undefined : text);

/** The span of a text that has nothing else to read. */
function onlySpan(source: RichText): number | undefined {
  const [span, ...others] = spansOf(source);
  const isAll = source.every((piece) => !isText(piece) || piece.span !== undefined);
  return isAll && others.length === 0 ? span : undefined;
}

function writeSpan(writer: MarkWriter, { text, span }: { text: string; span: number }, options: MarkOptions) {
  if (options.hasSpanTags && span < spanTags.count) {
    writer.text += openSpanTag(span);
    writeText(writer, text, options);
    writer.text += spanTags.close;
    return;
  }
  writer.mark({ kind: 'open', span });
  writeText(writer, text, options);
  writer.mark({ kind: 'close', span });
}

function writeText(writer: MarkWriter, text: string, { hidesFacts }: MarkOptions) {
  const clean = text.replaceAll(spanTags.pattern, '');
  if (!hidesFacts) return writer.write(clean);
  let at = 0;
  for (const { from, to } of factsIn(clean)) {
    writer.write(clean.slice(at, from));
    writer.mark({ kind: 'fact', text: clean.slice(from, to) });
    at = to;
  }
  writer.write(clean.slice(at));
}

const endsInLetter = /[\p{L}\p{N}\p{M}]$/u;
const beginsWithLetter = /^[\p{L}\p{N}\p{M}]/u;

/** Puts made-up words so that they stand for themselves. */
class MarkWriter {
  readonly marks: PlacedMark[] = [];
  text = '';
  private isAfterMark = false;

  write(text: string) {
    if (text === '') return;
    if (this.isAfterMark && beginsWithLetter.test(text)) this.glueAfter();
    this.isAfterMark = false;
    this.text += text;
  }

  mark(mark: Mark) {
    if (this.isAfterMark) this.glueAfter();
    const isInner = mark.kind === 'close';
    const isGluedBefore = isInner || endsInLetter.test(this.text);
    const space = isGluedBefore && !/\s$/.test(this.text) ? ' ' : '';
    this.text += `${space}${placeholderAt(this.marks.length)}`;
    this.marks.push({ mark, isGluedBefore, isGluedAfter: false });
    this.isAfterMark = true;
    if (mark.kind === 'open') this.glueAfter();
  }

  private glueAfter() {
    const last = this.marks.at(-1);
    if (!last) return;
    this.marks[this.marks.length - 1] = { ...last, isGluedAfter: true };
    this.text += ' ';
    this.isAfterMark = false;
  }
}
