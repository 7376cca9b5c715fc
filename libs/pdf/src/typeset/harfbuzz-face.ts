import type { FontFace, ShapedCluster } from './font-face.js';
import * as harfbuzz from 'harfbuzzjs';
import { readFileSync } from 'node:fs';

const mostShapings = 20_000;

/** A TrueType or OpenType font, shaped by HarfBuzz. Words come again and again: their shapes are remembered. */
export class HarfbuzzFace implements FontFace {
  readonly name: string;
  readonly ascender: number;
  readonly descender: number;
  readonly #font: harfbuzz.Font;
  readonly #unitsPerEm: number;
  readonly #buffer = new harfbuzz.Buffer();
  readonly #coverage = new Map<number, boolean>();
  readonly #advances = new Map<number, number>();
  readonly #shapings = new Map<string, readonly ShapedCluster[]>();

  constructor(
    readonly path: string,
    readonly faceIndex = 0,
  ) {
    const face = new harfbuzz.Face(new harfbuzz.Blob(readFileSync(path)), faceIndex);
    this.#font = new harfbuzz.Font(face);
    this.#unitsPerEm = face.upem;
    this.name = face.getName(postScriptName, 'en');
    const { ascender, descender } = this.#font.hExtents();
    this.ascender = ascender / face.upem;
    this.descender = descender / face.upem;
  }

  covers(codePoint: number) {
    let known = this.#coverage.get(codePoint);
    if (known === undefined) {
      known = Boolean(this.#font.nominalGlyph(codePoint));
      this.#coverage.set(codePoint, known);
    }
    return known;
  }

  advanceOf(glyphId: number) {
    let advance = this.#advances.get(glyphId);
    if (advance === undefined) {
      advance = this.#font.glyphHAdvance(glyphId) / this.#unitsPerEm;
      this.#advances.set(glyphId, advance);
    }
    return advance;
  }

  shape(text: string, direction: 'ltr' | 'rtl', language = '') {
    const key = `${direction}${language} ${text}`;
    const known = this.#shapings.get(key);
    if (known) return known;
    const clusters = this.#clusters(text, direction, language);
    if (this.#shapings.size >= mostShapings) this.#shapings.clear();
    this.#shapings.set(key, clusters);
    return clusters;
  }

  #clusters(text: string, direction: 'ltr' | 'rtl', language: string): ShapedCluster[] {
    const glyphs = this.#shapedGlyphs(text, direction, language);
    const starts = [...new Set(glyphs.map(({ cluster }) => cluster))].sort((one, other) => one - other);
    const endAfter = new Map(starts.map((start, index) => [start, starts[index + 1] ?? text.length]));
    const clusters: { start: number; glyphs: ShapedCluster['glyphs'][number][] }[] = [];
    for (const { cluster, codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } of glyphs) {
      if (clusters.at(-1)?.start !== cluster) clusters.push({ start: cluster, glyphs: [] });
      clusters.at(-1)?.glyphs.push({
        glyphId: codepoint,
        advance: xAdvance / this.#unitsPerEm,
        offsetX: xOffset / this.#unitsPerEm,
        offsetY: yOffset / this.#unitsPerEm,
      });
    }
    return clusters.map(({ start, glyphs: own }) => ({ text: text.slice(start, endAfter.get(start)), glyphs: own }));
  }

  #shapedGlyphs(text: string, direction: 'ltr' | 'rtl', language: string) {
    const buffer = this.#buffer;
    buffer.reset();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    buffer.setDirection(direction === 'rtl' ? harfbuzz.Direction.RTL : harfbuzz.Direction.LTR);
    if (language) buffer.setLanguage(language);
    harfbuzz.shape(this.#font, buffer);
    return buffer.getGlyphInfosAndPositions();
  }
}

/** Of the `name` table. */
const postScriptName = 6;
