import type { Language } from '@polyspool/contracts/languages';
import { setImmediate } from 'node:timers/promises';

const pieceCharacters = 20_000;
/** A text without marks is cut here, at a space. */
const mostCharacters = 600;

/** Sentences of a text of any length, as the language ends them. Lets the event loop turn. */
export async function splitSentences(text: string, language: Language): Promise<string[]> {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  const sentences: string[] = [];
  for (const piece of piecesOf(text)) {
    for (const { segment } of segmenter.segment(piece)) sentences.push(...shortened(segment.trim()));
    await setImmediate();
  }
  return sentences;
}

/** Cut between lines, or else behind a space: no word is lost or halved where there is one. */
function* piecesOf(text: string) {
  for (let at = 0; at < text.length;) {
    const end = at + pieceCharacters < text.length ? cutBefore(text, at, at + pieceCharacters) : text.length;
    yield text.slice(at, end);
    at = end;
  }
}

function* shortened(sentence: string): Generator<string> {
  for (let at = 0; at < sentence.length;) {
    const end = at + mostCharacters < sentence.length ? cutBefore(sentence, at, at + mostCharacters) : sentence.length;
    const part = sentence.slice(at, end).trim();
    if (part) yield part;
    at = end;
  }
}

function cutBefore(text: string, from: number, to: number) {
  const window = text.slice(from, to);
  const cut = Math.max(window.lastIndexOf('\n'), window.lastIndexOf('. ')) + 1 || window.lastIndexOf(' ') + 1;
  return cut > 0 ? from + cut : to;
}
