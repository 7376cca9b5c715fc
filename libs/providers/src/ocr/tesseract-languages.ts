import { primaryLanguage, type Language } from '@polyspool/contracts/languages';

/** Models of scripts, of old prints, of columns written downwards, and of mathematics read no language of today. */
const otherModel = /^(osd|equ|frk|frm|enm|script\/.*|.*_old|.*_vert|.*_frak|snum)$/;
const chinese: Readonly<Record<string, Language>> = { chi_sim: 'zh-Hans', chi_tra: 'zh-Hant' };
const scriptSuffix = /^([a-z]{3})_(cyrl|latn)$/;

/** What a model of Tesseract reads, from its name; undefined where that is no language. */
export function languageOfModel(model: string): Language | undefined {
  if (chinese[model]) return chinese[model];
  if (otherModel.test(model)) return undefined;
  const [, language = model, script] = scriptSuffix.exec(model) ?? [];
  try {
    // Makes "de" of "deu".
    return Intl.getCanonicalLocales(script ? `${language}-${script}` : language)[0];
  } catch {
    return undefined; // a model of somebody's own, whose name is no language
  }
}

/** The model that reads a language, of those that are installed. */
export function modelFor(language: Language, models: readonly string[]): string | undefined {
  const wanted = new Intl.Locale(language).maximize();
  const candidates = models.filter((model) => {
    const known = languageOfModel(model);
    return known !== undefined && primaryLanguage(known) === sameAs(primaryLanguage(language));
  });
  return candidates.find((model) => scriptOf(model) === wanted.script) ?? candidates[0];
}

/** Those whose script is `script` (ISO 15924), English first: scans are in it more often than in any other. */
export function modelsOfScript(script: string, models: readonly string[]): string[] {
  return models
    .filter((model) => scriptOf(model) === script)
    .sort((a, b) => Number(b === 'eng') - Number(a === 'eng') || a.localeCompare(b));
}

function scriptOf(model: string) {
  const language = languageOfModel(model);
  return language && new Intl.Locale(language).maximize().script;
}

/** Both kinds of Norwegian have one model. */
const sameAs = (language: string) => (language === 'nb' || language === 'nn' ? 'no' : language);

const isoScripts: Readonly<Record<string, string>> = {
  Arabic: 'Arab',
  Armenian: 'Armn',
  Bengali: 'Beng',
  Cyrillic: 'Cyrl',
  Devanagari: 'Deva',
  Ethiopic: 'Ethi',
  Fraktur: 'Latn',
  Georgian: 'Geor',
  Greek: 'Grek',
  Gujarati: 'Gujr',
  Gurmukhi: 'Guru',
  Han: 'Hans',
  HanS: 'Hans',
  HanT: 'Hant',
  Hangul: 'Kore',
  Hebrew: 'Hebr',
  Japanese: 'Jpan',
  Kannada: 'Knda',
  Khmer: 'Khmr',
  Korean: 'Kore',
  Lao: 'Laoo',
  Latin: 'Latn',
  Malayalam: 'Mlym',
  Myanmar: 'Mymr',
  Oriya: 'Orya',
  Sinhala: 'Sinh',
  Tamil: 'Taml',
  Telugu: 'Telu',
  Thai: 'Thai',
  Tibetan: 'Tibt',
};

/** By the name that Tesseract's own look at a page gives it. */
export const scriptCalled = (name: string): string | undefined => isoScripts[name];
