import { hasWords } from './has-words.js';
import { oneLine } from './one-line.js';
import type { Translation } from './translator.js';

/** For engines behind a network: they get texts with words only, on one line each. The others stay what they are. */
export async function translateWords(
  texts: readonly string[],
  translate: (texts: readonly string[]) => Promise<readonly Translation[]>,
): Promise<Translation[]> {
  const lines = texts.filter(hasWords).map(oneLine);
  const translated = (lines.length === 0 ? [] : await translate(lines)).values();
  return texts.map((text) => (hasWords(text) ? translated.next().value! : { text, unknownWordShare: 0 })); // one for each
}
