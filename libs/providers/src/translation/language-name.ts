import type { Language } from '@polyspool/contracts/languages';

const names = new Intl.DisplayNames(['en'], { type: 'language' });

/** As people call it; the tag where it has no name. */
export const languageName = (tag: Language): string => names.of(tag) ?? tag;
