import type { FontStyle } from '../document/document.js';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

export interface FontFile {
  readonly path: string;
  readonly faceIndex: number;
}

/** Debian's fonts-noto-core and fonts-noto-cjk. */
const notoFolder = '/usr/share/fonts/truetype/noto';
const cjkFolder = '/usr/share/fonts/opentype/noto';

const require = createRequire(import.meta.url);

/** As wide as Arial, Times New Roman and Courier New, which most documents are set in. */
export function ownFontFile({ isMono, isSerif, isBold, isItalic }: FontStyle): FontFile {
  const family = isMono ? 'Cousine' : isSerif ? 'Tinos' : 'Arimo';
  return packagedFont(family, `${isBold ? '700Bold' : '400Regular'}${isItalic ? '_Italic' : ''}`);
}

/** What may have the characters that the font of a text lacks, the likeliest first; only files that are there. */
export function fallbackFontFiles(character: string, style: FontStyle, language: string): FontFile[] {
  const files = [...byScript(character, style, language), ...forAnything(style), ...cjkFonts(style, language)];
  return files.filter(({ path }) => existsSync(path));
}

function packagedFont(family: string, variant: string): FontFile {
  const path = require.resolve(`@expo-google-fonts/${family.toLowerCase()}/${variant}/${family}_${variant}.ttf`);
  return { path, faceIndex: 0 };
}

function byScript(character: string, style: FontStyle, language: string): FontFile[] {
  const script = scriptOf(character);
  if (!script) return [];
  if (script === 'Arabic')
    return [packagedFont('Amiri', style.isBold ? '700Bold' : '400Regular'), ...noto(script, style)];
  return cjkScripts.includes(script) ? cjkFonts(style, language) : noto(script, style);
}

const forAnything = (style: FontStyle) => [
  ...noto('', style),
  ...noto('Symbols', style),
  ...noto('Symbols2', style),
  ...noto('Math', style),
];

/** The kind of the text's own font first; not every font comes in bold or with serifs. */
function noto(script: string, { isSerif, isBold, isItalic }: FontStyle): FontFile[] {
  const families = isSerif ? ['NotoSerif', 'NotoSans'] : ['NotoSans', 'NotoSerif'];
  const weights = isBold ? ['Bold', 'Regular'] : ['Regular'];
  const variants = isItalic && !script ? weights.map((weight) => `${weight}Italic`.replace('RegularI', 'I')) : [];
  return families.flatMap((family) =>
    [...variants, ...weights].map((variant) => ({
      path: join(notoFolder, `${family}${script}-${variant}.ttf`),
      faceIndex: 0,
    })),
  );
}

/** Each file has one face for each region that writes the same characters in its own way. */
function cjkFonts({ isSerif, isBold }: FontStyle, language: string): FontFile[] {
  const path = join(cjkFolder, `Noto${isSerif ? 'Serif' : 'Sans'}CJK-${isBold ? 'Bold' : 'Regular'}.ttc`);
  return [{ path, faceIndex: cjkFace(language) }];
}

function cjkFace(language: string) {
  if (/^ja\b/.test(language)) return 0;
  if (/^ko\b/.test(language)) return 1;
  if (/^(zh|yue)\b.*\b(HK|MO)\b/.test(language) || /^yue\b/.test(language)) return 4;
  if (/^zh\b.*\b(Hant|TW)\b/i.test(language)) return 3;
  return 2;
}

const cjkScripts: readonly string[] = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'];

/** As Unicode names it, for scripts that have fonts of their own named after it. */
function scriptOf(character: string) {
  return scripts.find(({ pattern }) => pattern.test(character))?.name;
}

const fileNames: Readonly<Record<string, string>> = { Nko: 'NKo' };

const scripts = [
  ...cjkScripts,
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
  'Georgian',
  'Armenian',
  'Ethiopic',
  'Cherokee',
  'Canadian_Aboriginal',
  'Mongolian',
  'Syriac',
  'Thaana',
  'Nko',
  'Tifinagh',
  'Javanese',
  'Balinese',
  'Sundanese',
  'Meetei_Mayek',
  'Ol_Chiki',
  'Adlam',
  'Yi',
].map((name) => ({
  name: fileNames[name] ?? name.replaceAll('_', ''),
  pattern: new RegExp(`\\p{Script=${name}}`, 'u'),
}));
