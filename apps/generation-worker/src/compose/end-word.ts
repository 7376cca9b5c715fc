import { type Language, primaryLanguage } from '@polyspool/contracts/languages';

const words: Readonly<Record<string, string>> = {
  ar: 'النهاية',
  bn: 'সমাপ্ত',
  cs: 'Konec',
  da: 'Slut',
  de: 'Ende',
  el: 'Τέλος',
  en: 'The End',
  es: 'Fin',
  fa: 'پایان',
  fi: 'Loppu',
  fr: 'Fin',
  he: 'סוף',
  hi: 'समाप्त',
  hu: 'Vége',
  id: 'Tamat',
  it: 'Fine',
  ja: '終',
  ko: '끝',
  nl: 'Einde',
  no: 'Slutt',
  pl: 'Koniec',
  pt: 'Fim',
  ro: 'Sfârșit',
  ru: 'Конец',
  sv: 'Slut',
  ta: 'முற்றும்',
  te: 'సమాప్తం',
  th: 'จบ',
  tr: 'Son',
  uk: 'Кінець',
  vi: 'Hết',
  zh: '完',
};

/** What stands at the end of a film; its title where we do not know the word. */
export const endWord = (language: Language, title: string) => words[primaryLanguage(language)] ?? title;
