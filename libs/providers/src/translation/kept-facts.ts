/** Addresses of people (as of several at one place: `{ann,ben}@example.org`) and pages. What ends a sentence is none of them. */
const address =
  /(?:(?:https?|ftp):\/\/|www\.)[^\s<>"“”«»]*[\p{L}\p{N}/#=_~-]|(?:[\w.+-]+|\{[\w.+,;| -]+\})@[\w-]+(?:\.[\w-]+)+/gu;
/** Of a line in a form, a figure in parts: `8a`, `31b`. Translators read the letter as a word. */
const label = /(?<![\p{L}\p{N}])\d{1,4}[a-h](?![\p{L}\p{N}])/gu;
/** With the marks that group its digits. */
const number = /\p{Nd}+(?:[.,:'’\u00a0\u202f/-]\p{Nd}+)*/gu;

/** What has to come out of a translation as it went in. */
export const factsIn = (text: string): readonly { readonly from: number; readonly to: number }[] => {
  const addresses = placesOf(address, text);
  const rest = [...placesOf(label, text), ...placesOf(number, text)];
  return rest.reduce(withApart, addresses).toSorted((a, b) => a.from - b.from);
};

type Place = { readonly from: number; readonly to: number };

const placesOf = (pattern: RegExp, text: string): readonly Place[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ from: index, to: index + found.length }));

/** What lies within another one is told by that. */
const withApart = (places: readonly Place[], one: Place): readonly Place[] =>
  places.some(({ from, to }) => one.from >= from && one.from < to) ? places : [...places, one];

/**
 * Whether every address stands in the translation as it is, and every number with its digits: languages group them
 * differently, and write them with digits of their own.
 */
export function keepsFacts(source: string, translation: string): boolean {
  if ([...source.matchAll(address)].some(([found]) => !translation.includes(found))) return false;
  const labels = new Set(Array.from(translation.matchAll(label), ([found]) => found));
  if ([...source.matchAll(label)].some(([found]) => !labels.has(found))) return false;
  const numbers = new Map<string, number>();
  for (const digits of digitsIn(translation.replaceAll(address, ' ')))
    numbers.set(digits, (numbers.get(digits) ?? 0) + 1);
  return digitsIn(source.replaceAll(address, ' ')).every((digits) => {
    const left = numbers.get(digits) ?? 0;
    numbers.set(digits, left - 1);
    return left > 0;
  });
}

const digitsIn = (text: string) =>
  [...text.matchAll(number)].flatMap(([found]) => found.split(/[:/-]/)).map((part) => valuesOf(part));

/** Digits of every script have their values in order, from a code point that is 0. */
const valuesOf = (text: string) =>
  [...text]
    .filter((character) => /\p{Nd}/u.test(character))
    .map((character) => valueOf(character.codePointAt(0)!)) // a character has one
    .join('');

function valueOf(codePoint: number) {
  let zero = codePoint;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && codePoint - zero < 9) zero -= 1;
  return codePoint < 0x80 ? codePoint - 0x30 : codePoint - zero;
}
