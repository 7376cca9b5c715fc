import type { FontFace, ShapedCluster } from './font-face.js';

const faces = new WeakMap<FontFace, Map<number, FontFace>>();

/** A face whose glyphs are narrower: in place of a narrow font that nobody has. The same one for the same ratio. */
export function condensed(of: FontFace, ratio: number): FontFace {
  if (ratio >= 1) return of;
  const known = faces.get(of) ?? new Map<number, FontFace>();
  faces.set(of, known);
  const face = known.get(ratio) ?? new CondensedFace({ of, ratio });
  known.set(ratio, face);
  return face;
}

class CondensedFace implements FontFace {
  readonly name: string;
  readonly path: string;
  readonly faceIndex: number;
  readonly ascender: number;
  readonly descender: number;
  /** As long as the face itself remembers them. */
  readonly #shapes = new WeakMap<readonly ShapedCluster[], readonly ShapedCluster[]>();

  constructor(readonly condensed: { readonly of: FontFace; readonly ratio: number }) {
    ({
      name: this.name,
      path: this.path,
      faceIndex: this.faceIndex,
      ascender: this.ascender,
      descender: this.descender,
    } = condensed.of);
  }

  covers(codePoint: number) {
    return this.condensed.of.covers(codePoint);
  }

  advanceOf(glyphId: number) {
    return this.condensed.of.advanceOf(glyphId) * this.condensed.ratio;
  }

  shape(text: string, direction: 'ltr' | 'rtl', language?: string) {
    const { of, ratio } = this.condensed;
    const wide = of.shape(text, direction, language);
    let narrow = this.#shapes.get(wide);
    if (!narrow) {
      narrow = wide.map((cluster) => ({
        text: cluster.text,
        glyphs: cluster.glyphs.map((glyph) => ({
          ...glyph,
          advance: glyph.advance * ratio,
          offsetX: glyph.offsetX * ratio,
        })),
      }));
      this.#shapes.set(wide, narrow);
    }
    return narrow;
  }
}
