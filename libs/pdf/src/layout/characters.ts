import { saysNothing } from '../content/page-content.js';

const letter = /\p{L}/u;
const cjk = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]/u;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;
const greek = /[\u0370-\u03ff]/u;
const mathematical =
  /[\u2200-\u22ff\u2a00-\u2aff\u27c0-\u27ef\u2100-\u214f\u{1d400}-\u{1d7ff}\ue000-\uf8ff\u2190-\u21ff\u239b-\u23b3]/u;
// What fonts without any mapping of their own make of their codes.
// eslint-disable-next-line no-control-regex
const unreadable = /[\u0000-\u001f\ufffd]/;

export const hasLetter = (text: string) => letter.test(text);
export const isCjk = (text: string) => cjk.test(text);
export const isRightToLeftText = (text: string) => rightToLeft.test(text);
export const isGreek = (text: string) => greek.test(text);
export const isMathematical = (text: string) => mathematical.test(text);
/** Nobody knows what it says; no glyph says several words. */
export const isUnreadable = (text: string) => !text || unreadable.test(text) || (text.length > 3 && /\s/.test(text));

/** Signs that are never anything but the bullet of a list. */
export const isBulletSign = (text: string) => /^[•●▪■◦‣∙○□❑►➢✓✔]/u.test(text);

/** A bullet, a number, a letter or a reference mark that an item of a list may start with. */
export const itemMark = /^([•●▪■◦‣·∙○□❑►➢✓✔–—*-]|\(?[0-9]{1,3}[.)]|\(?[a-zA-Z][.)]|\[[0-9A-Za-z+]{1,8}\])(\s|$)/u;

/** Ends in a hyphen that a line break may have put there. */
export const endsHyphenated = (text: string) => /\p{L}[-\u00ad\u2010]$/u.test(text);

/** Without ligatures and presentation forms. */
export function plainLetters(text: string): string {
  if (text === saysNothing) return '';
  if (!presented.test(text)) return text;
  return text.normalize('NFKC');
}

const presented = /[\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufeff]/;
