import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

/** What Whisper's multilingual models know, by the names that its servers give them. */
const names = {
  english: 'en',
  chinese: 'zh',
  german: 'de',
  spanish: 'es',
  russian: 'ru',
  korean: 'ko',
  french: 'fr',
  japanese: 'ja',
  portuguese: 'pt',
  turkish: 'tr',
  polish: 'pl',
  catalan: 'ca',
  dutch: 'nl',
  arabic: 'ar',
  swedish: 'sv',
  italian: 'it',
  indonesian: 'id',
  hindi: 'hi',
  finnish: 'fi',
  vietnamese: 'vi',
  hebrew: 'he',
  ukrainian: 'uk',
  greek: 'el',
  malay: 'ms',
  czech: 'cs',
  romanian: 'ro',
  danish: 'da',
  hungarian: 'hu',
  tamil: 'ta',
  norwegian: 'no',
  thai: 'th',
  urdu: 'ur',
  croatian: 'hr',
  bulgarian: 'bg',
  lithuanian: 'lt',
  latin: 'la',
  maori: 'mi',
  malayalam: 'ml',
  welsh: 'cy',
  slovak: 'sk',
  telugu: 'te',
  persian: 'fa',
  latvian: 'lv',
  bengali: 'bn',
  serbian: 'sr',
  azerbaijani: 'az',
  slovenian: 'sl',
  kannada: 'kn',
  estonian: 'et',
  macedonian: 'mk',
  breton: 'br',
  basque: 'eu',
  icelandic: 'is',
  armenian: 'hy',
  nepali: 'ne',
  mongolian: 'mn',
  bosnian: 'bs',
  kazakh: 'kk',
  albanian: 'sq',
  swahili: 'sw',
  galician: 'gl',
  marathi: 'mr',
  punjabi: 'pa',
  sinhala: 'si',
  khmer: 'km',
  shona: 'sn',
  yoruba: 'yo',
  somali: 'so',
  afrikaans: 'af',
  occitan: 'oc',
  georgian: 'ka',
  belarusian: 'be',
  tajik: 'tg',
  sindhi: 'sd',
  gujarati: 'gu',
  amharic: 'am',
  yiddish: 'yi',
  lao: 'lo',
  uzbek: 'uz',
  faroese: 'fo',
  'haitian creole': 'ht',
  pashto: 'ps',
  turkmen: 'tk',
  nynorsk: 'nn',
  maltese: 'mt',
  sanskrit: 'sa',
  luxembourgish: 'lb',
  myanmar: 'my',
  tibetan: 'bo',
  tagalog: 'tl',
  malagasy: 'mg',
  assamese: 'as',
  tatar: 'tt',
  hawaiian: 'haw',
  lingala: 'ln',
  hausa: 'ha',
  bashkir: 'ba',
  javanese: 'jw',
  sundanese: 'su',
  cantonese: 'yue',
} as const satisfies Record<string, string>;

/** OpenAI's and other servers say some of them otherwise. */
const otherNames = {
  mandarin: 'zh',
  castilian: 'es',
  valencian: 'ca',
  flemish: 'nl',
  farsi: 'fa',
  burmese: 'my',
  haitian: 'ht',
};

/** Whisper writes two of them as nobody else does. */
const standardTags: Readonly<Record<string, Language>> = { jw: 'jv' };
const whisperTags: Readonly<Record<string, string>> = { jv: 'jw', nb: 'no', fil: 'tl', cmn: 'zh' };

export const whisperLanguages: readonly Language[] = Object.values(names).map((code) => standardTags[code] ?? code);

/** Whisper's code for a language; undefined for one that it does not know. */
export function whisperCode(language: Language): string | undefined {
  const primary = primaryLanguage(language);
  const code = whisperTags[primary] ?? primary;
  return whisperCodes.has(code) ? code : undefined;
}

const whisperCodes = new Set<string>(Object.values(names));

/** The tag of what a server calls a language: by code, tag or English name. Undefined for what is none. */
export function languageCalled(text: string): Language | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^<\|(.*)\|>$/, '$1');
  const code =
    (names as Readonly<Record<string, string>>)[name] ??
    otherNames[name as keyof typeof otherNames] ??
    name.split(/[-_]/)[0]!;
  if (whisperCodes.has(code)) return standardTags[code] ?? code;
  return whisperLanguages.includes(code) ? code : undefined;
}
