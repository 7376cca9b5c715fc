import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

const kept = new Map<string, ReadonlySet<string>>();

/**
 * Words that are written as names are, and have translations: of countries and languages, months and days, as CLDR has them.
 * In lower case.
 */
export function knownWords(language: Language): ReadonlySet<string> {
  const primary = primaryLanguage(language);
  const known = kept.get(primary) ?? new Set(namesOf(primary).flatMap(wordsOf));
  kept.set(primary, known);
  return known;
}

const letters = Array.from({ length: 26 }, (_, index) => String.fromCodePoint(0x61 + index));
const codes = letters.flatMap((first) => letters.map((second) => first + second));

function namesOf(language: Language): string[] {
  const named = { languageDisplay: 'standard', fallback: 'none' } as const;
  const regions = new Intl.DisplayNames([language], { type: 'region', ...named });
  const languages = new Intl.DisplayNames([language], { type: 'language', ...named });
  const month = new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' });
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return [
    ...codes.flatMap((code) => [regions.of(code.toUpperCase()) ?? '', languages.of(code) ?? '']),
    ...Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2001, index, 15))),
    ...Array.from({ length: 7 }, (_, index) => day.format(Date.UTC(2001, 0, 1 + index))),
  ];
}

const wordsOf = (name: string) => name.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
