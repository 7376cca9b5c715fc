import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

/** That a language is written in: `Latn`, `Hans`. */
export function scriptOf(language: Language): string | undefined {
  try {
    return new Intl.Locale(language).maximize().script;
  } catch {
    return new Intl.Locale(primaryLanguage(language)).maximize().script; // a tag may have parts that none may have
  }
}
