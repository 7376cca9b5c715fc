import { deflateSync } from 'node:zlib';
import { PdfDict, PdfName, PdfStream } from '@libpdf/core';
import type { PDF } from '@libpdf/core';
import type { ContentStream, PageContent } from '../content/page-content.js';
import { nameOperand } from './operands.js';
import type { StreamEdits } from './stream-edits.js';

/** Of a form's dictionary, what says how its bytes are packed. */
const packing = new Set(['Filter', 'DecodeParms', 'Length', 'F', 'FFilter', 'FDecodeParms', 'DL']);

/**
 * Puts the edited streams into the document. A form is drawn from a copy of its own: the same one may be drawn elsewhere,
 * with other text.
 */
export function writeStreams(pdf: PDF, content: PageContent, edits: StreamEdits) {
  // A form stands after the stream that draws it, whose turn is when all its forms have their new names.
  for (const stream of content.streams.toReversed()) {
    if (!edits.has(stream)) continue;
    const bytes = deflateSync(edits.apply(stream));
    if (stream.drawn) drawCopy(pdf, stream, { bytes, edits });
    else content.dict.set('Contents', pdf.register(new PdfStream(flate(), bytes)));
  }
}

const flate = (): [string, PdfName][] => [['Filter', PdfName.of('FlateDecode')]];

interface Copy {
  readonly bytes: Uint8Array;
  readonly edits: StreamEdits;
}

function drawCopy(pdf: PDF, stream: ContentStream, { bytes, edits }: Copy) {
  if (!stream.drawn) return;
  const { object, by, range } = stream.drawn;
  const copy = new PdfStream(
    [...object].filter(([key]) => !packing.has(key.value)),
    bytes,
  );
  copy.set('Filter', PdfName.of('FlateDecode'));
  if (!stream.ownsResources) copy.set('Resources', stream.resources);
  const objects = objectsOf(pdf, by.resources);
  const name = freeName(objects);
  objects.set(name, pdf.register(copy));
  edits.replace(by, range, `${nameOperand(name)} Do`);
}

function objectsOf(pdf: PDF, resources: PdfDict): PdfDict {
  const known = resources.getDict('XObject', (ref) => pdf.getObject(ref));
  if (known) return known;
  const objects = new PdfDict();
  resources.set('XObject', objects);
  return objects;
}

function freeName(objects: PdfDict) {
  let number = objects.size;
  while (objects.has(`PsX${number}`)) number += 1;
  return `PsX${number}`;
}
