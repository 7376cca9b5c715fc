import { PdfDict, PdfStream, type PdfRef, type PdfObject } from '@libpdf/core';
import { isCoreFont } from './core-font-letters.js';
import type { FontFacts } from './page-content.js';

type Resolve = (reference: PdfRef) => PdfObject | null;

const bold = /bold|black|heavy|demi|medi(?!um)|-bd|,bd|CMBX|CMB\d|SFBX|SFSX|ECBX|\bBX\d|Xbd/i;
const italic = /ital|obli|slant|CMTI|CMSL|CMMI|-it\b|BoldIt/i;
const mono = /mono|cour|consol|typewriter|CMTT|fixed|inconsol|menlo|LMMono|code|txtt|cmtt/i;
const sans =
  /arial|helvet|sans|verdana|tahoma|calibri|gothic|CMSS|SFSS|univers|frutiger|myriad|futura|lato|opensans|roboto|segoe/i;
const serif = new RegExp(
  [
    'times|serif|roman|CMR|CMBX|CMTI|CMSL|CMB\\d|georgia|garamond|palat|book|minion|caslon|bask|cambria|nimbusrom|LMRoman',
    'SFRM|SFBX|SFTI|mincho|ming|song|CharisSIL|Utopia|Charter|Century|Bodoni|PTSerif|libertine|Termes|Pagella|Bonum',
    'Schola|Gentium|Amiri|Naskh|txr|ptmr',
  ].join('|'),
  'i',
);
const math = new RegExp(
  `^(${[
    'CMMI|CMSY|CMEX|CMBSY|CMMIB|MSAM|MSBM|EUFM|EUSM|EUEX|EURM|rsfs|stmary|wasy|LMMath|txsy|txmi|txex|pxsy|pxmi',
    'MTSY|MTMI|MTEX|MT-Extra|MTExtra|Symbol|Math|.*Math|Wingdings|ZapfDingbats|Webdings|lasy|line10|lcircle|bbm|dsrom',
    'esint|yhmath|CMSS?I?\\d*-?Sym|.*Symbols?|FontAwesome.*|MathematicalPi|Mathematica|MathPack|.*Dingbats',
  ].join('|')})`,
  'i',
);

/** Of `/Flags` (ISO 32000-1, 9.8.2). */
const flag = { fixedPitch: 1, serif: 2, italic: 64, forceBold: 262_144 } as const;

/** Where no font has been named. */
export const noFont: FontFacts = {
  name: '',
  isBold: false,
  isItalic: false,
  isMono: false,
  isSerif: false,
  isMath: false,
  isComposite: false,
  isType3: false,
};

export function fontFactsOf(font: PdfDict, resolve: Resolve): FontFacts {
  const subtype = font.getName('Subtype', resolve)?.value;
  const name = (font.getName('BaseFont', resolve)?.value ?? '').replace(/^[A-Z]{6}\+/, '');
  const descriptor = descriptorOf(font, resolve);
  const flags = descriptor?.getNumber('Flags', resolve)?.value ?? 0;
  const weight = descriptor?.getNumber('FontWeight', resolve)?.value ?? 0;
  const isNumbered = subtype === 'Type0' && saysGlyphNumbers(font, resolve);
  const isKnown = isCoreFont(name) && !isEmbedded(descriptor);
  return {
    name,
    isBold: bold.test(name) || !!(flags & flag.forceBold) || weight >= 600,
    isItalic: italic.test(name) || !!(flags & flag.italic),
    isMono: mono.test(name) || !!(flags & flag.fixedPitch),
    isSerif: !sans.test(name) && (serif.test(name) || !!(flags & flag.serif)),
    isMath: math.test(name),
    isComposite: subtype === 'Type0',
    isType3: subtype === 'Type3',
    ...(isNumbered && { glyphNumbers: isKnown ? 'known' : 'unknown' }),
  };
}

function descriptorOf(font: PdfDict, resolve: Resolve): PdfDict | undefined {
  return (descendantOf(font, resolve) ?? font).getDict('FontDescriptor', resolve);
}

function descendantOf(font: PdfDict, resolve: Resolve): PdfDict | undefined {
  const descendant = font.getArray('DescendantFonts', resolve)?.at(0, resolve);
  return descendant instanceof PdfDict ? descendant : undefined;
}

/** Collections whose characters are numbered once and for all (ISO 32000-1, 9.7.5.2). */
const known = /^(GB1|CNS1|Japan1|Japan2|Korea1|KR)$/;

/** What is cut out of a font for a file may have been numbered anew. */
const isEmbedded = (descriptor: PdfDict | undefined) =>
  ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor?.has(key));

/** Whoever maps codes to glyphs with a table of their own has letters in mind. */
function saysGlyphNumbers(font: PdfDict, resolve: Resolve): boolean {
  if (font.has('ToUnicode') || !font.getName('Encoding', resolve)?.value.startsWith('Identity-')) return false;
  const descendant = descendantOf(font, resolve);
  const ordering = descendant?.getDict('CIDSystemInfo', resolve)?.getString('Ordering', resolve)?.asString() ?? '';
  return !known.test(ordering) && !(descendant?.get('CIDToGIDMap', resolve) instanceof PdfStream);
}
