import { TestingPdfFile } from './testing-pdf-file.js';
import type { Box } from '../content/matrix.js';

export interface TestingPage {
  /** A content stream, or several. */
  readonly content?: string | readonly string[];
  /** In points; A4 where nothing is said. */
  readonly width?: number;
  readonly height?: number;
  readonly rotate?: 0 | 90 | 180 | 270;
  readonly cropBox?: Box;
  readonly links?: readonly { readonly box: Box; readonly uri: string }[];
  /** Form XObjects by name. */
  readonly forms?: Readonly<Record<string, TestingForm>>;
  /** Text fields that stand on the page. */
  readonly fields?: readonly { readonly name: string; readonly box: Box; readonly value?: string }[];
  /** More entries of the page's resources and of its dictionary. */
  readonly resources?: string;
  readonly entries?: string;
}

export interface TestingForm {
  readonly content: string;
  readonly box?: Box;
  readonly matrix?: string;
  /** Those that it can draw. */
  readonly forms?: Readonly<Record<string, TestingForm>>;
  /** Without: those of the page. */
  readonly hasResources?: boolean;
}

export interface TestingPdf {
  readonly pages: readonly TestingPage[];
  readonly outline?: readonly { readonly title: string; /** First = 1. */ readonly page: number }[];
  readonly title?: string;
  readonly language?: string;
  /** More entries of the catalog. */
  readonly catalog?: string;
  /** More fonts that every page has: entries of their dictionary. */
  readonly fonts?: (file: TestingPdfFile) => string;
  /** Further objects: `catalog` and `entries` refer to them by what `objects` answers. */
  readonly objects?: (file: TestingPdfFile) => { readonly catalog?: string; readonly resources?: string };
}

/** Resource names of the fonts that every page has. */
export const testingFonts = {
  F1: 'Helvetica',
  F2: 'Helvetica-Bold',
  F3: 'Helvetica-Oblique',
  F4: 'Times-Roman',
  F5: 'Times-Bold',
  F6: 'Times-Italic',
  F7: 'Courier',
  F8: 'Symbol',
} as const;

/** A small PDF of pages with the content that is given. For tests only. */
export function testingPdf(design: TestingPdf): Uint8Array {
  const file = new TestingPdfFile();
  const fonts = fontResources(file, design.fonts?.(file));
  const extra = design.objects?.(file) ?? {};
  const tree = file.reserve();
  const pages = design.pages.map((page) =>
    addPage(file, page, { tree, resources: `${fonts} ${extra.resources ?? ''}` }),
  );
  file.add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map(({ id }) => `${id} 0 R`).join(' ')}] >>`, tree);
  const fields = pages.flatMap((page) => page.fields);
  const root = file.add(
    [
      `<< /Type /Catalog /Pages ${tree} 0 R`,
      addOutline(file, design, pages),
      fields.length ? `/AcroForm << /Fields [${fields.map((id) => `${id} 0 R`).join(' ')}] >>` : '',
      design.language ? `/Lang ${literal(design.language)}` : '',
      design.catalog ?? '',
      `${extra.catalog ?? ''} >>`,
    ].join(' '),
  );
  const info = design.title ? `/Info ${file.add(`<< /Title ${literal(design.title)} >>`)} 0 R` : '';
  return file.bytes(root, info);
}

/** A line of text with its first baseline at a point. */
export function textAt(x: number, y: number, text: string, { font = 'F1', size = 12, fill = '0 g' } = {}): string {
  return `${fill} BT /${font} ${size} Tf ${x} ${y} Td ${literal(text)} Tj ET`;
}

/** Lines of text, one below the other. */
export function linesAt(x: number, y: number, lines: readonly string[], { font = 'F1', size = 12, leading = 14 } = {}) {
  return lines.map((line, index) => textAt(x, y - index * leading, line, { font, size })).join('\n');
}

/** A literal string where Latin-1 can say it, else one of UTF-16, which is right in dictionaries only. */
export const literal = (text: string) =>
  [...text].every((character) => character <= '\u00ff')
    ? `(${text.replaceAll(/[\\()]/g, '\\$&')})`
    : `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;

function fontResources(file: TestingPdfFile, more = '') {
  const entries = Object.entries(testingFonts).map(([name, base]) => {
    const encoding = base === 'Symbol' ? '' : '/Encoding /WinAnsiEncoding';
    return `/${name} ${file.add(`<< /Type /Font /Subtype /Type1 /BaseFont /${base} ${encoding} >>`)} 0 R`;
  });
  return `/Font << ${entries.join(' ')} ${more} >>`;
}

interface Place {
  readonly tree: number;
  readonly resources: string;
}

function addPage(file: TestingPdfFile, page: TestingPage, { tree, resources }: Place) {
  const { content = '', width = 595, height = 842, rotate, cropBox, links = [], fields = [] } = page;
  const parts = [content].flat().map((part) => `${file.addStream('', part)} 0 R`);
  const id = file.reserve();
  const linkIds = links.map(({ box, uri }) =>
    file.add(
      `<< /Type /Annot /Subtype /Link /Rect [${box.join(' ')}] /Border [0 0 0] /A << /S /URI /URI ${literal(uri)} >> >>`,
    ),
  );
  const fieldIds = fields.map(({ name, box, value = '' }) =>
    file.add(
      `<< /Type /Annot /Subtype /Widget /FT /Tx /T ${literal(name)} /V ${literal(value)} /Rect [${box.join(' ')}] /P ${id} 0 R >>`,
    ),
  );
  const annotations = [...linkIds, ...fieldIds];
  file.add(
    [
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${width} ${height}] /Contents [${parts.join(' ')}]`,
      `/Resources << ${resources} ${page.resources ?? ''} ${formResources(file, page.forms, resources)} >>`,
      rotate ? `/Rotate ${rotate}` : '',
      cropBox ? `/CropBox [${cropBox.join(' ')}]` : '',
      annotations.length ? `/Annots [${annotations.map((annotation) => `${annotation} 0 R`).join(' ')}]` : '',
      `${page.entries ?? ''} >>`,
    ].join(' '),
    id,
  );
  return { id, fields: fieldIds };
}

function formResources(file: TestingPdfFile, forms: TestingPage['forms'], resources: string): string {
  const entries = Object.entries(forms ?? {}).map(([name, form]) => `/${name} ${addForm(file, form, resources)} 0 R`);
  return entries.length ? `/XObject << ${entries.join(' ')} >>` : '';
}

function addForm(file: TestingPdfFile, form: TestingForm, resources: string): number {
  const { content, box = [0, 0, 595, 842], matrix, hasResources = true } = form;
  const own = hasResources ? `/Resources << ${resources} ${formResources(file, form.forms, resources)} >>` : '';
  const placed = matrix ? `/Matrix [${matrix}]` : '';
  return file.addStream(`/Type /XObject /Subtype /Form /BBox [${box.join(' ')}] ${placed} ${own}`, content);
}

function addOutline(file: TestingPdfFile, { outline = [] }: TestingPdf, pages: readonly { readonly id: number }[]) {
  if (!outline.length) return '';
  const root = file.reserve();
  const ids = outline.map(() => file.reserve());
  outline.forEach(({ title, page }, index) => {
    const around = [
      ids[index - 1] ? `/Prev ${ids[index - 1]} 0 R` : '',
      ids[index + 1] ? `/Next ${ids[index + 1]} 0 R` : '',
    ].join(' ');
    const target = `/Dest [${pages[page - 1]?.id} 0 R /Fit]`;
    file.add(`<< /Title ${literal(title)} /Parent ${root} 0 R ${target} ${around} >>`, ids[index]);
  });
  file.add(`<< /Type /Outlines /First ${ids[0]} 0 R /Last ${ids.at(-1)} 0 R /Count ${ids.length} >>`, root);
  return `/Outlines ${root} 0 R`;
}
