import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

type Hyphenate = (text: string) => string;

const softHyphen = '\u00ad';
const known = new Map<string, Hyphenate | undefined>();

/** Places inside a word where it may be split, by the patterns of its language; none where there are no patterns for it. */
export function hyphenationPoints(word: string, language: string): number[] {
  if (!isSplittable.test(word)) return [];
  const hyphenate = hyphenatorFor(language);
  if (!hyphenate) return [];
  const points: number[] = [];
  let at = 0;
  for (const syllable of hyphenate(word).split(softHyphen)) {
    at += syllable.length;
    if (at >= leastBefore && word.length - at >= leastBehind) points.push(at);
  }
  return points;
}

const leastBefore = 2;
const leastBehind = 3;

/** A word in small letters but for its first: neither an abbreviation nor a name of a file. */
const isSplittable = /^\p{L}[\p{Ll}\p{M}]{4,}$/u;

function hyphenatorFor(language: string) {
  const name = patternNames[language] ?? patternNames[language.split('-')[0] ?? ''];
  if (name === undefined) return undefined;
  if (!known.has(name)) known.set(name, load(name));
  return known.get(name);
}

function load(name: string): Hyphenate {
  const create = require('hyphen/hyphen.js') as (patterns: unknown, options: object) => Hyphenate;
  return create(require(`hyphen/patterns/${name}.js`), { hyphenChar: softHyphen, html: false });
}

/** Languages that write a hyphen where they split a word. */
const patternNames: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    (
      'af be bg ca cs cy da es et eu fi fr fur ga gl hr hsb hu ia id is it la lt lv mk nb nl nn no oc pl pms pt rm ro ru sk ' +
      'sl sq sv tk tr uk'
    )
      .split(' ')
      .map((name) => [name, name]),
  ),
  de: 'de-1996',
  'de-CH': 'de-ch-1901',
  el: 'el-monoton',
  en: 'en-us',
  'en-AU': 'en-gb',
  'en-GB': 'en-gb',
  'en-IE': 'en-gb',
  'en-NZ': 'en-gb',
  mn: 'mn-cyrl',
  sr: 'sr-cyrl',
  'sr-Latn': 'sh-latn',
  bs: 'sh-latn',
};
