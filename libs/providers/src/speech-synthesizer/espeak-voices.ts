import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

export interface EspeakVoice {
  /** As it is called by. */
  readonly name: string;
  /** That it speaks, with the priority among those that do: the lowest is the first. */
  readonly languages: ReadonlyMap<string, number>;
}

/** What espeak-ng calls otherwise. */
const aliases: Readonly<Record<string, string | undefined>> = { 'zh-hk': 'yue', 'zh-mo': 'yue', tl: 'fil', iw: 'he' };

/** The table that `espeak-ng --voices` prints: priority, language, age and sex, name, file, other languages with priorities. */
export function readEspeakVoices(table: string): EspeakVoice[] {
  const seen = new Set<string>();
  return table.split('\n').flatMap((line) => {
    const [, priority, name, others] = /^\s*(\d+)\s+(\S+)\s+\S+\s+\S+\s+\S+\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    const languages = new Map(
      [...(others ?? '').matchAll(/\((\S+) (\d+)\)/g)].map(([, tag, rank]) => [tag!, Number(rank)]),
    );
    return [{ name, languages: languages.set(name, Number(priority)) }];
  });
}

/** Of `espeak-ng --voices=variant`: other throats for the same languages, to be put behind a name as `+f2`. */
export const readEspeakVariants = (table: string): string[] =>
  [...table.matchAll(/\s!v\/(\S+)/g)].map(([, variant]) => variant!);

/** Those that speak a language, the best first: of the region that is named, then of the language. */
export function espeakVoicesFor(language: Language, voices: readonly EspeakVoice[]): string[] {
  const tag = language.toLowerCase();
  const wanted = [tag, aliases[tag], primaryLanguage(language), aliases[primaryLanguage(language)]];
  return wanted
    .flatMap((one) => ranked(one, voices))
    .concat(voices.filter(({ name }) => name.startsWith(`${primaryLanguage(language)}-`)))
    .map(({ name }) => name)
    .filter((name, i, all) => all.indexOf(name) === i);
}

function ranked(tag: string | undefined, voices: readonly EspeakVoice[]) {
  if (tag === undefined) return [];
  const priority = (voice: EspeakVoice) => voice.languages.get(tag) ?? Infinity;
  return voices.filter(({ languages }) => languages.has(tag)).sort((a, b) => priority(a) - priority(b));
}
