import { deflateSync } from 'node:zlib';
import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import type { PDF, PdfRef } from '@libpdf/core';
import type { EmbeddedFont } from './embedded-font.js';
import { sfntTable } from './sfnt-table.js';
import { subsetFont } from './subset-font.js';
import { codesToCids, toUnicode } from './to-unicode.js';

/** Says in a font's dictionary all that it takes to show and to read it, with the glyphs that were used. */
export async function fillFont(pdf: PDF, font: EmbeddedFont, index: number) {
  const file = await subsetFont(font.face, new Set(font.uses.map(({ glyphId }) => glyphId)));
  const outlines = sfntTable(file, 'CFF ');
  const name = `${tagOf(index)}+${font.face.name}`;
  const program = outlines ? compactProgram(pdf, outlines) : trueTypeProgram(pdf, file);
  const descriptor = pdf.register(describe(font, name, program));
  const descendant = outlines ? compactFont(font) : trueTypeFont(pdf, font);
  descendant.set('Type', PdfName.of('Font'));
  descendant.set('BaseFont', PdfName.of(name));
  descendant.set('CIDSystemInfo', identityCollection());
  descendant.set('FontDescriptor', descriptor);
  descendant.set('DW', PdfNumber.of(0));
  const texts = font.uses.map(({ text }, at) => [at + 1, text] as const).filter(([, text]) => text !== '');
  font.dict.set('Type', PdfName.of('Font'));
  font.dict.set('Subtype', PdfName.of('Type0'));
  font.dict.set('BaseFont', PdfName.of(name));
  font.dict.set('Encoding', outlines ? encodingOf(pdf, font) : PdfName.of('Identity-H'));
  font.dict.set('DescendantFonts', new PdfArray([pdf.register(descendant)]));
  font.dict.set('ToUnicode', pdf.register(deflated(toUnicode(texts))));
}

/** Of a TrueType font the CIDs are our codes: the same glyph may stand for different texts. */
function trueTypeFont(pdf: PDF, font: EmbeddedFont) {
  const glyphIds = Buffer.alloc((font.uses.length + 1) * 2);
  for (const [at, { glyphId }] of font.uses.entries()) glyphIds.writeUInt16BE(glyphId, (at + 1) * 2);
  const widths = new PdfArray(font.uses.map(({ glyphId }) => PdfNumber.of(font.widthOf(glyphId))));
  return PdfDict.of({
    Subtype: PdfName.of('CIDFontType2'),
    CIDToGIDMap: pdf.register(deflated(glyphIds)),
    W: new PdfArray([PdfNumber.of(1), widths]),
  });
}

/** Of a CFF font the CIDs are its own glyph ids, and the encoding leads from our codes to them. */
function compactFont(font: EmbeddedFont) {
  const glyphIds = [...new Set(font.uses.map(({ glyphId }) => glyphId))].sort((a, b) => a - b);
  const widths = glyphIds.flatMap((glyphId) => [
    PdfNumber.of(glyphId),
    new PdfArray([PdfNumber.of(font.widthOf(glyphId))]),
  ]);
  return PdfDict.of({ Subtype: PdfName.of('CIDFontType0'), W: new PdfArray(widths) });
}

function encodingOf(pdf: PDF, font: EmbeddedFont) {
  const name = 'Polyspool-Codes';
  const stream = deflated(codesToCids(font.uses.map(({ glyphId }, at) => [at + 1, glyphId] as const)));
  stream.set('Type', PdfName.of('CMap'));
  stream.set('CMapName', PdfName.of(name));
  stream.set('CIDSystemInfo', identityCollection());
  return pdf.register(stream);
}

interface Program {
  readonly key: 'FontFile2' | 'FontFile3';
  readonly ref: PdfRef;
}

function trueTypeProgram(pdf: PDF, file: Uint8Array): Program {
  const stream = deflated(file);
  stream.set('Length1', PdfNumber.of(file.length));
  return { key: 'FontFile2', ref: pdf.register(stream) };
}

function compactProgram(pdf: PDF, outlines: Uint8Array): Program {
  const stream = deflated(outlines);
  stream.set('Subtype', PdfName.of('CIDFontType0C'));
  return { key: 'FontFile3', ref: pdf.register(stream) };
}

function describe({ face }: EmbeddedFont, name: string, { key, ref }: Program) {
  const ascent = Math.round(face.ascender * 1000);
  const descent = Math.round(face.descender * 1000);
  return PdfDict.of({
    Type: PdfName.of('FontDescriptor'),
    FontName: PdfName.of(name),
    // Symbolic: its codes are no character set's.
    Flags: PdfNumber.of(4),
    FontBBox: new PdfArray([-500, descent, 1500, ascent].map((side) => PdfNumber.of(side))),
    ItalicAngle: PdfNumber.of(0),
    Ascent: PdfNumber.of(ascent),
    Descent: PdfNumber.of(descent),
    CapHeight: PdfNumber.of(700),
    StemV: PdfNumber.of(80),
    [key]: ref,
  });
}

const identityCollection = () =>
  PdfDict.of({
    Registry: PdfString.fromString('Adobe'),
    Ordering: PdfString.fromString('Identity'),
    Supplement: PdfNumber.of(0),
  });

function deflated(data: string | Uint8Array) {
  return new PdfStream([['Filter', PdfName.of('FlateDecode')]], deflateSync(data));
}

/** Six capitals before the name of a font that is not whole (ISO 32000-1, 9.6.4). */
const tagOf = (index: number) =>
  'PS' + [17_576, 676, 26, 1].map((power) => String.fromCharCode(65 + (Math.floor(index / power) % 26))).join('');
