import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** As people call it, else its primary language; the tag where that has no name either. */
export const languageName = (tag: Language): string => nameOf(tag) ?? nameOf(primaryLanguage(tag)) ?? tag;

/** Tags that may be written as ours are, as `zh-yue`, are none to everybody. */
function nameOf(tag: string): string | undefined {
  try {
    return names.of(tag);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
