import { PdfArray, PdfDict, PdfName, PdfNumber, PdfStream } from '@libpdf/core';
import type { PDF, PdfRef } from '@libpdf/core';
import type { Box, Point } from '../content/matrix.js';
import { inheritedEntry } from './inherited-entry.js';
import { numberOperand } from './operands.js';
import { pageDict, resolverOf } from './original-page.js';
import type { OriginalPage } from './original-page.js';

type Shown = NonNullable<OriginalPage['shown']>;

/** They would say that half of the new page is not to be seen. */
const narrowerBoxes = ['TrimBox', 'BleedBox', 'ArtBox'];

/** Makes each page twice as wide, with what it was at the left of what it has become. A page that nobody could read stays. */
export function pagesSideBySide(pdf: PDF, originals: readonly OriginalPage[]) {
  for (const original of originals) if (original.shown) widen(pdf, original, original.shown);
}

function widen(pdf: PDF, original: OriginalPage, shownOriginal: Shown) {
  const page = pageDict(pdf, original.page);
  const { view } = shownOriginal;
  const [x, y] = offsetOf(shownOriginal);
  const both: Box = [
    Math.min(view[0], view[0] + x),
    Math.min(view[1], view[1] + y),
    Math.max(view[2], view[2] + x),
    Math.max(view[3], view[3] + y),
  ];
  const name = addForm(pdf, page, shownOriginal);
  const [left, bottom, right, top] = view;
  const clip = `q ${[left, bottom, right - left, top - bottom].map(numberOperand).join(' ')} re W n`;
  const shown = `Q q 1 0 0 1 ${numberOperand(x)} ${numberOperand(y)} cm /${name} Do Q`;
  page.set('Contents', new PdfArray([stream(pdf, clip), ...contentsOf(pdf, page), stream(pdf, shown)]));
  for (const box of ['MediaBox', 'CropBox']) page.set(box, numbers(both));
  for (const box of narrowerBoxes) page.delete(box);
  addLinks(pdf, page, { original, by: [x, y] });
}

/** Rotation turns clockwise: what is at the left of a page that is shown lies elsewhere in it. */
function offsetOf({ view: [left, bottom, right, top], rotation }: Shown): Point {
  if (rotation === 90) return [0, bottom - top];
  if (rotation === 180) return [right - left, 0];
  if (rotation === 270) return [0, top - bottom];
  return [left - right, 0];
}

function addForm(pdf: PDF, page: PdfDict, { content, view }: Shown): string {
  const resources = inheritedEntry(pdf, page, 'Resources') ?? new PdfDict();
  const form = new PdfStream(
    [
      ['Type', PdfName.of('XObject')],
      ['Subtype', PdfName.of('Form')],
      ['BBox', numbers(view)],
      ['Resources', resources],
      ['Filter', PdfName.of('FlateDecode')],
    ],
    content,
  );
  const group = page.get('Group');
  if (group) form.set('Group', group);
  const own = ownResources(pdf, page);
  const name = 'PsOriginal';
  const objects = own.getDict('XObject', resolverOf(pdf))?.clone() ?? new PdfDict();
  objects.set(name, pdf.register(form));
  own.set('XObject', objects);
  page.set('Resources', own);
  return name;
}

/** A copy: pages may share theirs, and each shows an original of its own. */
function ownResources(pdf: PDF, page: PdfDict): PdfDict {
  const resources = inheritedEntry(pdf, page, 'Resources');
  const dict = resources?.type === 'ref' ? pdf.getObject(resources) : resources;
  return dict instanceof PdfDict ? dict.clone() : new PdfDict();
}

function contentsOf(pdf: PDF, page: PdfDict) {
  const contents = page.get('Contents', resolverOf(pdf));
  if (contents instanceof PdfArray) return contents.toArray();
  const own = page.get('Contents');
  return own ? [own] : [];
}

interface Moved {
  readonly original: OriginalPage;
  readonly by: Point;
}

function addLinks(pdf: PDF, page: PdfDict, { original, by: [x, y] }: Moved) {
  if (!original.links.length) return;
  const moved = original.links.map((link): PdfRef => {
    const copy = link.clone();
    const rect = copy.getArray('Rect', resolverOf(pdf))?.toArray() ?? [];
    copy.set(
      'Rect',
      new PdfArray(
        rect.map((side, index) => (side instanceof PdfNumber ? PdfNumber.of(side.value + (index % 2 ? y : x)) : side)),
      ),
    );
    copy.delete('QuadPoints');
    return pdf.register(copy);
  });
  const annotations = page.getArray('Annots', resolverOf(pdf))?.toArray() ?? [];
  page.set('Annots', new PdfArray([...annotations, ...moved]));
}

const stream = (pdf: PDF, content: string) => pdf.register(new PdfStream([], Buffer.from(content, 'latin1')));

const numbers = (values: readonly number[]) => new PdfArray(values.map((value) => PdfNumber.of(value)));
