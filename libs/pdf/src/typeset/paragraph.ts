import type { Block, Formula } from '../layout/block.js';
import type { TextSpan } from '../document/document.js';
import type { RichText } from '@polyspool/contracts/rich-text';

/** A block's new text as one string, in which one character stands for each formula. */
export interface Paragraph {
  readonly text: string;
  /** One after the other, without gaps. */
  readonly stretches: readonly Stretch[];
  readonly isRightToLeft: boolean;
}

export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly span?: TextSpan;
  readonly formula?: Formula;
}

/** U+FFFC, "object replacement character". */
export const formulaMark = '\ufffc';

export const rightToLeftLetter =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

export function paragraphOf(block: Block, pieces: RichText, language: string): Paragraph {
  let text = '';
  const stretches: Stretch[] = [];
  const add = (added: string, looks: Pick<Stretch, 'span' | 'formula'>) => {
    if (!added) return;
    stretches.push({ start: text.length, end: text.length + added.length, ...looks });
    text += added;
  };
  for (const piece of pieces) {
    if ('formula' in piece) {
      const formula = block.formulas.find(({ id }) => id === piece.formula);
      if (formula) add(formulaMark, { formula });
    } else {
      const span = block.spans.find(({ id }) => id === piece.span);
      add(withoutNeedlessSpace(piece.text, text), { span });
    }
  }
  return trimmedAtEnd({ text, stretches, isRightToLeft: readsRightToLeft(text, language) });
}

/**
 * Where lines end is found anew, so nothing in the text may say so. What stands in for formulas, soft hyphens and controls must
 * not come from outside.
 */
function withoutNeedlessSpace(text: string, before: string) {
  const clean = text.replace(/[ \t-\r\u0085\u2028\u2029]+/g, ' ').replace(/[\ufffc\u00ad]|\p{Cc}/gu, '');
  return before === '' || before.endsWith(' ') ? clean.trimStart() : clean;
}

function trimmedAtEnd({ text, stretches, isRightToLeft }: Paragraph): Paragraph {
  const end = text.replace(/ +$/, '').length;
  return {
    text: text.slice(0, end),
    stretches: stretches
      .filter(({ start }) => start < end)
      .map((stretch) => (stretch.end > end ? { ...stretch, end } : stretch)),
    isRightToLeft,
  };
}

/** Names and addresses in other letters do not turn a line of a right-to-left language around. */
function readsRightToLeft(text: string, language: string) {
  if (!rightToLeftLetter.test(text)) return false;
  if (rightToLeftLanguages.includes(language.split('-')[0] ?? '')) return true;
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.filter((letter) => rightToLeftLetter.test(letter)).length > 0.4 * letters.length;
}

const rightToLeftLanguages = [
  'ar',
  'arc',
  'ckb',
  'dv',
  'fa',
  'ha',
  'he',
  'ks',
  'ps',
  'sd',
  'syr',
  'ug',
  'ur',
  'yi',
  'nqo',
];
