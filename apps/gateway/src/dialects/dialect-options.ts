import type { Language } from '@polyspool/contracts/languages';

/** What the routes of dialects leave open: into which language, where a request does not say. */
export abstract class DialectOptions {
  abstract readonly documentLanguage: Language;
  abstract readonly videoLanguage: Language;
}
