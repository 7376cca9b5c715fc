import type { Reading } from './german-forms.js';

const shortestPart = 3;

/** The dictionary form of a word that is written like a noun; nothing where it may be a name. */
export function readNoun(form: string, readingsOf: (form: string) => readonly Reading[]): string | undefined {
  const noun = readingsOf(form).find(({ kind }) => kind === 'N');
  if (noun) return noun.lemma;
  const other = readingsOf(form.toLowerCase()).find(({ kind }) => kind === 'I' || kind === 'A');
  if (other?.kind === 'I') return form; // "beim Singen"
  if (other) return form; // "die Schönste"
  return readCompound(form, readingsOf);
}

/** "Donaudampfschiffe": the last part is inflected, the longest that the dictionary has. */
function readCompound(form: string, readingsOf: (form: string) => readonly Reading[]) {
  for (let cut = shortestPart; cut <= form.length - shortestPart; cut += 1) {
    const head = form.slice(cut);
    const noun = readingsOf(head.charAt(0).toUpperCase() + head.slice(1)).find(({ kind }) => kind === 'N');
    if (noun && isKnownPart(form.slice(0, cut), readingsOf)) return form.slice(0, cut) + noun.lemma.toLowerCase();
  }
  return undefined;
}

/** With the sound that joins it, or without: "Arbeits-zimmer". */
function isKnownPart(part: string, readingsOf: (form: string) => readonly Reading[]) {
  const known = (one: string) =>
    one.length >= shortestPart && [...readingsOf(one), ...readingsOf(one.toLowerCase())].length > 0;
  return (
    known(part) ||
    readCompound(part, readingsOf) !== undefined ||
    known(part.replace(/(s|n|en|es|er|e)$/, '')) ||
    known(`${part}e`) ||
    known(`${part.toLowerCase()}en`)
  );
}
