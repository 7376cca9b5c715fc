/** From one letter of a text to before another. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** What may stand between the words of one expression: `gave it all up`. */
const mostWordsBetween = 3;
const letter = String.raw`[\p{L}\p{M}\p{N}]`;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Where an expression stands in a text, in the form in which it is said: its words, which others may part. */
export function findSaid(text: string, form: string): TextSpan[] | undefined {
  const words = form.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return undefined;
  return search(text, words, String.raw`\s+`) ?? (words.length > 1 ? search(text, words, wordsBetween) : undefined);
}

const wordsBetween = String.raw`\s+(?:[^\s.!?;:]+\s+){0,${mostWordsBetween}}?`;

function search(text: string, words: readonly string[], between: string): TextSpan[] | undefined {
  const [before, after] = unspaced.test(words.join('')) ? ['', ''] : [`(?<!${letter})`, `(?!${letter})`];
  const parts = words.map((word) => `(${before}${escaped(word)}${after})`);
  const found = new RegExp(parts.join(between), 'diu').exec(text);
  const spans = found?.indices?.slice(1).map(([start, end] = [0, 0]) => ({ start, end }));
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
