import type { RichText } from '@polyspool/contracts/rich-text';
import { hasWords } from '../translator/has-words.js';
import { isText, textPiece } from './rich-text-pieces.js';
import { factsIn } from './kept-facts.js';

interface Snippet {
  readonly text: string;
  readonly span: number | undefined;
  /** Numbers and addresses stay what they are. */
  readonly isFact: boolean;
}

interface Asked extends Snippet {
  readonly isFact: false;
}

const isAsked = (part: Snippet | { formula: number }): part is Asked =>
  'text' in part && !part.isFact && hasWords(part.text);

/** A text as what stands between its formulas, spans, numbers and addresses: to be translated each for itself. */
export function snippetsOf(text: RichText): {
  readonly texts: readonly string[];
  rebuild(made: readonly string[]): RichText;
} {
  const parts = text.flatMap((piece): (Snippet | { formula: number })[] =>
    isText(piece) ? snippetsIn(piece.text, piece.span) : [piece],
  );
  const texts = parts.filter(isAsked).map((part) => part.text);
  const rebuild = (made: readonly string[]): RichText => {
    const next = made.values();
    return parts.map((part) => {
      if (isAsked(part)) return textPiece(inItsSpaces(part.text, next.next().value ?? part.text), part.span);
      return 'formula' in part ? part : textPiece(part.text, part.span);
    });
  };
  return { texts, rebuild };
}

function snippetsIn(text: string, span: number | undefined): Snippet[] {
  const snippets: Snippet[] = [];
  let at = 0;
  for (const { from, to } of factsIn(text)) {
    snippets.push(
      { text: text.slice(at, from), span, isFact: false },
      { text: text.slice(from, to), span, isFact: true },
    );
    at = to;
  }
  return [...snippets, { text: text.slice(at), span, isFact: false }].filter((snippet) => snippet.text !== '');
}

const inItsSpaces = (piece: string, made: string) => `${/^\s*/.exec(piece)![0]}${made.trim()}${/\s*$/.exec(piece)![0]}`; // both match anything
