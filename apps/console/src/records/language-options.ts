import { languagesOffered } from '../home/languages-offered.js';
import { languageName } from '../ui/format.js';

/** Languages to choose from, by name, with those that are in use already; first what stands for none. */
export function languageOptions(none: string, inUse: readonly string[] = []): readonly (readonly [string, string])[] {
  const tags = [...new Set([...languagesOffered, ...inUse])].filter(Boolean);
  const named = tags.map((tag) => [tag, languageName(tag)] as const);
  return [['', none], ...named.sort(([, one], [, other]) => one.localeCompare(other))];
}
