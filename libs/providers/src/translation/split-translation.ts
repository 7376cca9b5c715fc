import type { Language } from '@polyspool/contracts/languages';
import { plainText, type RichText } from '@polyspool/contracts/rich-text';
import { isText, renumbered, sliced, textLength, trimmed } from './rich-text-pieces.js';
import type { joinedUnit, Unit } from './sentence-units.js';

export interface SplitPart {
  readonly text: RichText;
  /** It has words of a span that is another block's. */
  readonly isFlattened: boolean;
}

type Joined = ReturnType<typeof joinedUnit>;

/**
 * A translated sentence as parts for the blocks over which it ran: each about as much of it as it had, cut between words, with
 * its own formulas. Undefined where the formulas of one stand among those of another.
 */
export function splitTranslation(
  translated: RichText,
  { parts }: Unit,
  joined: Joined,
  language: Language,
): SplitPart[] | undefined {
  const cuts: number[] = [0];
  const length = textLength(translated);
  const lengths = parts.map(({ text }) => textLength(text));
  const sourceLength = lengths.reduce((sum, own) => sum + own, 0);
  const places = wordStarts(translated, language);
  let before = 0;
  for (let part = 1; part < parts.length; part++) {
    before += lengths[part - 1]!; // as many as parts
    const wanted = (before / sourceLength) * length;
    const [from, to] = boundsOf(translated, joined, part);
    const allowed = places.filter((place) => place >= Math.max(from, cuts.at(-1) ?? 0) && place <= to);
    const nearest = allowed.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
    if (nearest === undefined) return undefined;
    cuts.push(nearest);
  }
  return parts.map((_, part) => partOf(sliced(translated, cuts[part]!, cuts[part + 1] ?? length), joined, part)); // as many
}

/** After the last formula of what stands before `part`, and before the first one of it and the others. */
function boundsOf(translated: RichText, { formulas }: Joined, part: number): [from: number, to: number] {
  let [at, from, to] = [0, 0, Infinity];
  for (const piece of translated) {
    if (!isText(piece)) {
      const isBefore = (formulas[piece.formula]?.part ?? 0) < part;
      if (isBefore) from = at + 1;
      else to = Math.min(to, at);
    }
    at += isText(piece) ? piece.text.length : 1;
  }
  return [from, to];
}

/** Where a line could begin with a word, the end of all among them. */
function wordStarts(translated: RichText, language: Language): number[] {
  const text = plainText(translated);
  const words = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)];
  const isUnspaced =
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const starts = words.filter(({ segment, index, isWordLike }) => {
    if (index === 0) return true;
    const before = text.charAt(index - 1);
    if (/\s/.test(before)) return !/^\s/.test(segment);
    return (isWordLike && isUnspaced.test(segment)) || segment === '\ufffc' || before === '\ufffc';
  });
  return [...starts.map(({ index }) => index), text.length];
}

function partOf(text: RichText, { spans, formulas }: Joined, part: number): SplitPart {
  let isFlattened = false;
  const own = renumbered(text, {
    span: (id) => {
      if (spans[id]?.part === part) return spans[id].span;
      isFlattened = true;
      return undefined;
    },
    formula: (id) => formulas[id]?.formula ?? id,
  });
  return { text: trimmed(own), isFlattened };
}
