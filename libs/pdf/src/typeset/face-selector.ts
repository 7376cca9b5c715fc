import type { FontStyle } from '../document/document.js';
import type { FontFace } from './font-face.js';
import { fallbackFontFiles, ownFontFile, type FontFile } from './font-files.js';
import { HarfbuzzFace } from './harfbuzz-face.js';

/** A part of a text that one font has the characters of. */
export interface FaceRun {
  readonly text: string;
  readonly face: FontFace;
}

/** Chooses fonts for texts of one language. A font is read when the first character needs it, once in a process. */
export class FaceSelector {
  readonly #substitutes = new Map<string, FontFace>();

  constructor(readonly language: string) {}

  ownFace(style: FontStyle): FontFace {
    return open(ownFontFile(style));
  }

  runs(text: string, style: FontStyle): FaceRun[] {
    const own = this.ownFace(style);
    if (isCovered(text, own)) return [{ text, face: own }];
    const runs: { text: string; face: FontFace }[] = [];
    for (const [character] of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
      const last = runs.at(-1);
      const face = this.#faceFor(character, { style, own, before: last?.face });
      if (last?.face === face) last.text += character;
      else runs.push({ text: character, face });
    }
    return runs;
  }

  /** White space and invisible joiners stay with the text before them. */
  #faceFor(character: string, at: { style: FontStyle; own: FontFace; before: FontFace | undefined }): FontFace {
    const { style, own, before } = at;
    if (before && /^[\s\p{Cf}\p{M}]/u.test(character) && isCovered(character, before)) return before;
    if (isCovered(character, own)) return own;
    if (before && isCovered(character, before)) return before;
    const key = `${Number(style.isSerif)}${Number(style.isBold)}${Number(style.isItalic)}${character}`;
    let substitute = this.#substitutes.get(key);
    if (!substitute) {
      substitute = this.#substituteFor(character, style) ?? own;
      this.#substitutes.set(key, substitute);
    }
    return substitute;
  }

  #substituteFor(character: string, style: FontStyle) {
    for (const file of fallbackFontFiles(character, style, this.language)) {
      const face = open(file);
      if (isCovered(character, face)) return face;
    }
    return undefined;
  }
}

/** What a font has no glyph for. */
export const missingIn = (text: string, face: FontFace): string[] =>
  [...text].filter((character) => !isCovered(character, face));

const opened = new Map<string, FontFace>();

function open({ path, faceIndex }: FontFile): FontFace {
  const key = `${path}#${faceIndex}`;
  let face = opened.get(key);
  if (!face) {
    face = new HarfbuzzFace(path, faceIndex);
    opened.set(key, face);
  }
  return face;
}

/** Shapers need no glyph for what cannot be seen. */
const isInvisible = /^[\p{Cf}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]$/u;

function isCovered(text: string, face: FontFace) {
  for (const character of text) {
    if (!face.covers(character.codePointAt(0) ?? 0) && !isInvisible.test(character)) return false;
  }
  return true;
}
