const longest = 160;

const carriers =
  'title|titles|sign|card|poster|banner|caption|billboard|letter|note|headline|inscription|schild|titel|plakat|cartel|titulo|letrero|affiche|titre|panneau';
const titles = /^(?:titles?|card|caption|headline|titel|titulo|titre)$/i;

/** What is to be read in a picture. */
export interface Sign {
  readonly text: string;
  /** Before the whole picture, not on a thing in it. */
  readonly isTitle: boolean;
}

/** What stands in quotes after the word for something that is read: `a sign says "Closed"`. */
export function readSign(prompt: string): Sign | undefined {
  const pattern = `(?<!\\p{L})(${carriers})(?!\\p{L})[^"“”«»„]{0,60}["“«„]([^"“”«»„]+)["”»“]`;
  const [, carrier = '', said = ''] = new RegExp(pattern, 'iu').exec(prompt) ?? [];
  const text = drawable(said)
    .trim()
    .slice(0, longest)
    .replace(/\p{Surrogate}$/u, '');
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? { text, isTitle: titles.test(carrier) } : undefined;
}

/** Control characters, halves of characters and what is no character have no shape, and markup refuses some of them. */
const drawable = (text: string) => text.replaceAll(/[\s\p{Cc}\p{Cs}\p{Cn}\p{Co}]+/gu, ' ');
