import type { Language } from '@polyspool/contracts/languages';

export interface LanguagePair {
  readonly from: Language;
  readonly to: Language;
}
