/** From one letter of a text to before another. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What may stand between the words of one expression: `gave it all up`. */
const mostWordsBetween = 3;
const letter = String.raw`[\p{L}\p{M}\p{N}]`;
/** Scripts that are written without spaces. */
export const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Finds where an expression stands in a text, in the form in which it is said: its words, which others may part. */
export function finderOf(form: string): (text: string) => TextSpan[] | undefined {
  const words = form.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return () => undefined;
  const side = patternOf(words, String.raw`\s+`);
  if (words.length === 1) return (text) => search(text, side);
  const apart = patternOf(words, wordsBetween);
  return (text) => search(text, side) ?? search(text, apart);
}

const wordsBetween = String.raw`\s+(?:[^\s.!?;:]+\s+){0,${mostWordsBetween}}?`;

function patternOf(words: readonly string[], between: string) {
  const [before, after] = unspaced.test(words.join('')) ? ['', ''] : [`(?<!${letter})`, `(?!${letter})`];
  return new RegExp(words.map((word) => `(${before}${escaped(word)}${after})`).join(between), 'diu');
}

function search(text: string, pattern: RegExp) {
  const spans = pattern
    .exec(text)
    ?.indices?.slice(1)
    .map(([start, end] = [0, 0]) => ({ start, end }));
  return spans && joined(spans, text);
}

const escaped = (word: string) => word.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** Words with nothing but a space between them are one span. */
function joined(spans: readonly TextSpan[], text: string): TextSpan[] {
  const whole: TextSpan[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last && text.slice(last.end, span.start).trim() === '') whole[whole.length - 1] = { ...last, end: span.end };
    else whole.push(span);
  }
  return whole;
}
