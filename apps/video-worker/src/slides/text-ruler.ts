import { escapeXml } from '@polyspool/media/escape-xml';
import sharp from 'sharp';
import type { Typeface } from './typeface.js';
import { unbrokenPieces } from './unbroken-pieces.js';

export interface MeasuredPiece {
  readonly text: string;
  readonly afterSpace: boolean;
  /** In parts of the font's size. */
  readonly width: number;
  /** Of a very long piece: where it may be broken after all. */
  readonly parts?: readonly { readonly text: string; readonly width: number }[];
}

export interface MeasuredText {
  readonly text: string;
  readonly typeface: Typeface;
  readonly bold: boolean;
  readonly spaceWidth: number;
  readonly pieces: readonly MeasuredPiece[];
}

const measuredPixels = 100;
const longPiece = 20;
const maxKept = 10_000;

/** Measures with Pango, which also draws: what fits here fits in the picture. */
export class TextRuler {
  private readonly kept = new Map<string, Promise<number>>();

  async measure(text: string, typeface: Typeface, bold: boolean): Promise<MeasuredText> {
    const width = (part: string) => this.width(part, typeface, bold);
    const pieces = unbrokenPieces(text, typeface.language).map(async (piece): Promise<MeasuredPiece> => {
      const graphemes = [...new Intl.Segmenter(typeface.language).segment(piece.text)].map(({ segment }) => segment);
      if (graphemes.length <= longPiece) return { ...piece, width: await width(piece.text) };
      const parts = graphemes.map(async (part) => ({ text: part, width: await width(part) }));
      return { ...piece, width: await width(piece.text), parts: await Promise.all(parts) };
    });
    return { text, typeface, bold, spaceWidth: await width(' '), pieces: await Promise.all(pieces) };
  }

  private async width(text: string, typeface: Typeface, bold: boolean): Promise<number> {
    // The picture of a text is as wide as its ink: between two bars its own room is seen too, and that of spaces.
    const [whole, bars] = [this.ink(`|${text}|`, typeface, bold), this.ink('||', typeface, bold)];
    return ((await whole) - (await bars)) / measuredPixels;
  }

  private ink(text: string, { families, language }: Typeface, bold: boolean): Promise<number> {
    const font = `${families.join(',')}${bold ? ' Bold' : ''} ${measuredPixels}`;
    const key = `${font} ${language} ${text}`;
    const known = this.kept.get(key);
    if (known) return known;
    if (this.kept.size >= maxKept) this.kept.clear();
    const lang = language === undefined ? '' : ` lang="${escapeXml(language)}"`;
    const markup = `<span${lang}>${escapeXml(text)}</span>`;
    const width = sharp({ text: { text: markup, font, dpi: 72, wrap: 'none', rgba: true } })
      .metadata()
      .then((picture) => picture.width);
    this.kept.set(key, width);
    width.catch(() => this.kept.delete(key));
    return width;
  }
}
