import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

/** How a text is set: its fonts in the order in which they are tried, its direction, its lines. */
export interface Typeface {
  /** The font of its script. */
  readonly family: string;
  readonly families: readonly string[];
  readonly rightToLeft: boolean;
  /** From one line to the next, in parts of the font's size: marks above and below letters need room. */
  readonly lineHeight: number;
  readonly language: Language | undefined;
}

interface Script {
  readonly letters: RegExp;
  readonly family: string;
  readonly lineHeight: number;
  readonly rightToLeft?: true;
  /** What is assumed where nobody says the language. */
  readonly language?: string;
}

const script = (name: string, family: string, lineHeight: number, more: Partial<Script> = {}): Script => ({
  letters: new RegExp(`\\p{Script=${name}}`, 'gu'),
  family,
  lineHeight,
  ...more,
});

const latin = script('Latin', 'Noto Sans', 1.3);

const scripts: readonly Script[] = [
  latin,
  script('Cyrillic', 'Noto Sans', 1.3),
  script('Greek', 'Noto Sans', 1.3),
  script('Hangul', 'Noto Sans CJK KR', 1.4, { language: 'ko' }),
  script('Hiragana', 'Noto Sans CJK JP', 1.4, { language: 'ja' }),
  script('Katakana', 'Noto Sans CJK JP', 1.4, { language: 'ja' }),
  script('Han', 'Noto Sans CJK SC', 1.4, { language: 'zh' }),
  script('Devanagari', 'Noto Sans Devanagari', 1.5, { language: 'hi' }),
  script('Bengali', 'Noto Sans Bengali', 1.5, { language: 'bn' }),
  script('Gurmukhi', 'Noto Sans Gurmukhi', 1.5, { language: 'pa' }),
  script('Gujarati', 'Noto Sans Gujarati', 1.5, { language: 'gu' }),
  script('Oriya', 'Noto Sans Oriya', 1.5, { language: 'or' }),
  script('Tamil', 'Noto Sans Tamil', 1.5, { language: 'ta' }),
  script('Telugu', 'Noto Sans Telugu', 1.65, { language: 'te' }),
  script('Kannada', 'Noto Sans Kannada', 1.6, { language: 'kn' }),
  script('Malayalam', 'Noto Sans Malayalam', 1.55, { language: 'ml' }),
  script('Sinhala', 'Noto Sans Sinhala', 1.5, { language: 'si' }),
  script('Thai', 'Noto Sans Thai', 1.6, { language: 'th' }),
  script('Lao', 'Noto Sans Lao', 1.6, { language: 'lo' }),
  script('Khmer', 'Noto Sans Khmer', 1.7, { language: 'km' }),
  script('Myanmar', 'Noto Sans Myanmar', 1.8, { language: 'my' }),
  script('Tibetan', 'Noto Serif Tibetan', 1.8, { language: 'bo' }),
  script('Georgian', 'Noto Sans Georgian', 1.35, { language: 'ka' }),
  script('Armenian', 'Noto Sans Armenian', 1.35, { language: 'hy' }),
  script('Ethiopic', 'Noto Sans Ethiopic', 1.45, { language: 'am' }),
  script('Arabic', 'Noto Sans Arabic', 1.6, { rightToLeft: true, language: 'ar' }),
  script('Hebrew', 'Noto Sans Hebrew', 1.35, { rightToLeft: true, language: 'he' }),
  script('Syriac', 'Noto Sans Syriac', 1.5, { rightToLeft: true }),
  script('Thaana', 'Noto Sans Thaana', 1.5, { rightToLeft: true, language: 'dv' }),
];

const hanFonts: Readonly<Record<string, string>> = {
  ja: 'Noto Sans CJK JP',
  ko: 'Noto Sans CJK KR',
  zh: 'Noto Sans CJK SC',
  'zh-TW': 'Noto Sans CJK TC',
  'zh-Hant': 'Noto Sans CJK TC',
  'zh-HK': 'Noto Sans CJK HK',
  yue: 'Noto Sans CJK HK',
};

/** The script with most letters decides; characters that Chinese, Japanese and Korean share go with the language. */
export function typefaceOf(text: string, language?: Language): Typeface {
  const count = ({ letters }: Script) => text.match(letters)?.length ?? 0;
  const main = scripts.reduce((most, each) => (count(each) > count(most) ? each : most));
  const hasKana = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  const spoken = language ?? (hasKana ? 'ja' : main.language);
  const family = main.family.includes('CJK') ? hanFont(spoken, main.family) : main.family;
  return {
    family,
    families: [...new Set([latin.family, family])],
    rightToLeft: main.rightToLeft ?? false,
    lineHeight: Math.max(latin.lineHeight, main.lineHeight),
    language: spoken,
  };
}

function hanFont(language: Language | undefined, otherwise: string) {
  if (language === undefined) return otherwise;
  return hanFonts[language] ?? hanFonts[primaryLanguage(language)] ?? otherwise;
}
