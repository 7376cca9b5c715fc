/**
 * What the first glyphs of Microsoft's core fonts show, from the third on: they are in the order of Macintosh fonts, without its
 * second space and its apple.
 */
const letters = [
  ...' !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~',
  ...'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄¤‹›ﬁﬂ‡·‚„‰',
  ...'ÂÊÁËÈÍÎÏÌÓÔÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇŁłŠšŽž¦ÐðÝýÞþ−×¹²³½¼¾₣ĞğİŞşĆćČčđ',
] as const;

const first = 3;

/** Those of Narrow, Black and Unicode have orders of their own. */
const names = /^(TimesNewRoman|Arial|CourierNew)(PS)?(MT)?([-,](Bold)?(Italic|Oblique)?(MT)?)?$/;

export const isCoreFont = (name: string) => names.test(name.replaceAll(/\s/g, ''));

/** Undefined where the fonts do not agree, or nobody has said. */
export const coreFontLetter = (glyph: number): string | undefined => letters[glyph - first];
