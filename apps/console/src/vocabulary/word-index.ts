import type { KnownEntry } from '@polyspool/contracts/learner';

/** The words of a line, found again among the entries of the vocabulary. */
export interface WordIndex {
  /** The entries that the word at `at` belongs to: units of several words first. */
  find(words: readonly string[], at: number): KnownEntry[];
}

interface Unit {
  readonly words: readonly string[];
  readonly entry: KnownEntry;
}

export function wordIndex(entries: readonly KnownEntry[]): WordIndex {
  const single = new Map<string, KnownEntry[]>();
  const units = new Map<string, Unit[]>();
  for (const entry of entries) {
    for (const form of new Set([...entry.forms, entry.lemma].map(plain))) {
      const words = form.split(/\s+/);
      if (words.length === 1) push(single, form, entry);
      // Any of its words may be the one that is asked for.
      else for (const word of new Set(words)) push(units, word, { words, entry });
    }
  }
  return {
    find: (given, at) => {
      const words = given.map(plain);
      const word = words[at] ?? '';
      const around = (units.get(word) ?? []).filter((unit) => standsAround(words, at, unit));
      return [...new Set([...around.map(({ entry }) => entry), ...(single.get(word) ?? [])])];
    },
  };
}

/** Words may stand between those of a unit, but few: `gave it up`. */
const widestGap = 3;

function standsAround(words: readonly string[], at: number, { words: unit }: Unit): boolean {
  const from = Math.max(0, at - unit.length - widestGap);
  for (let start = from; start <= at; start++) {
    const places = placesOf(words, start, unit);
    if (places?.includes(at)) return true;
  }
  return false;
}

function placesOf(words: readonly string[], start: number, unit: readonly string[]): number[] | undefined {
  const places: number[] = [];
  let next = start;
  for (const word of unit) {
    const found = places.length === 0 ? (words[start] === word ? start : -1) : words.indexOf(word, next);
    if (found < 0 || found - next > widestGap) return undefined;
    places.push(found);
    next = found + 1;
  }
  return places;
}

const plain = (text: string) => text.normalize('NFC').toLowerCase().replaceAll('’', "'");

function push<Value>(map: Map<string, Value[]>, key: string, value: Value) {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
