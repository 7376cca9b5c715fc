import type { SlideContent, SlideTemplate } from '@polyspool/contracts/slides';
import { writable } from '@polyspool/media/escape-xml';
import { fitColumn, type Box, type Cell, type PlacedText, type Row } from './fit-column.js';
import { slideStyles, type Size, type SlideStyle } from './slide-style.js';
import type { TextRuler } from './text-ruler.js';
import { typefaceOf } from './typeface.js';

export type SlideRole =
  | 'title'
  | 'expression'
  | 'pronunciation'
  | 'translation'
  | 'example'
  | 'exampleTranslation'
  | 'notes'
  | 'label'
  | 'value';

export interface SlideText extends PlacedText<SlideRole> {
  readonly align: 'left' | 'center' | 'right';
}

/** A filled rectangle. */
export interface SlideShape {
  readonly box: Box;
  readonly colour: string;
  readonly radiusPx: number;
}

/** A JPEG or PNG; only its bytes ever get into a slide, never an address. */
export interface SlidePicture {
  readonly bytes: Uint8Array;
  readonly mediaType: 'image/jpeg' | 'image/png';
}

/** Where everything stands on a slide, in pixels. */
export interface SlideLayout {
  readonly size: Size;
  readonly style: SlideStyle;
  readonly shapes: readonly SlideShape[];
  readonly picture?: { readonly box: Box; readonly image: SlidePicture };
  readonly texts: readonly SlideText[];
  /** The smallest text, as if the shorter side had 1080 pixels. */
  readonly smallestPx: number;
}

export interface SlideOrder {
  readonly content: SlideContent;
  readonly template: SlideTemplate;
  /** The template's own where nothing is said. */
  readonly size?: Size;
  readonly picture?: SlidePicture;
}

const wishes: Readonly<Record<SlideRole, { sizePx: number; lines: number; bold?: true; gapBeforePx: number }>> = {
  title: { sizePx: 38, lines: 2, bold: true, gapBeforePx: 0 },
  expression: { sizePx: 124, lines: 2, bold: true, gapBeforePx: 20 },
  pronunciation: { sizePx: 42, lines: 1, gapBeforePx: 8 },
  translation: { sizePx: 74, lines: 2, bold: true, gapBeforePx: 26 },
  example: { sizePx: 50, lines: 5, gapBeforePx: 70 },
  exampleTranslation: { sizePx: 42, lines: 5, gapBeforePx: 14 },
  notes: { sizePx: 34, lines: 10, gapBeforePx: 50 },
  label: { sizePx: 30, lines: 2, bold: true, gapBeforePx: 14 },
  value: { sizePx: 30, lines: 2, gapBeforePx: 14 },
};

const panelPaddingPx = 32;
const inLanguage: readonly SlideRole[] = ['expression', 'pronunciation', 'example'];

/** Every text of a slide measured, broken into lines and placed, so that nothing leaves its box. */
export async function composeSlide(ruler: TextRuler, order: SlideOrder): Promise<SlideLayout> {
  const { template, picture } = order;
  const style = slideStyles[template];
  const { size = style.size } = order;
  const unit = Math.min(size.width, size.height) / 1080;
  const areas = areasOf(size, unit, style, picture !== undefined);
  const rows = await rowsOf(ruler, order, size, unit);
  const column = fitColumn(rows, areas.text, size.width > size.height ? 1.15 : 1.35);
  const downPx = (areas.text.height - column.heightPx) / 2;
  const texts = column.texts.map((text) => ({
    ...text,
    box: { ...text.box, y: text.box.y + downPx },
    align: alignmentOf(text, style),
  }));
  const sheet = style.sheet === undefined ? [] : sheetOf(areas.sheet, style.sheet, style.accent, unit);
  return {
    size,
    style,
    shapes: [...sheet, ...panelOf(texts, areas.text, style, unit)],
    ...(picture && { picture: { box: areas.picture, image: picture } }),
    texts,
    smallestPx: column.smallestPx / unit,
  };
}

function alignmentOf({ role, measured }: PlacedText<SlideRole>, { align }: SlideStyle): SlideText['align'] {
  if (align === 'center') return role === 'label' ? 'right' : role === 'value' ? 'left' : 'center';
  return measured.typeface.rightToLeft ? 'right' : 'left';
}

function areasOf({ width, height }: Size, unit: number, style: SlideStyle, hasPicture: boolean) {
  const margin = style.sheet === undefined ? 0 : 64 * unit;
  const sheet = { x: margin, y: margin, width: width - 2 * margin, height: height - 2 * margin };
  const padding = (style.sheet === undefined ? 120 : 88) * unit;
  const inner = {
    x: sheet.x + padding,
    y: sheet.y + padding * 0.8,
    width: sheet.width - 2 * padding,
    height: sheet.height - 1.6 * padding,
  };
  if (!hasPicture) return { sheet, text: inner, picture: inner };
  const gap = 56 * unit;
  if (width > height) {
    const wide = inner.width * 0.4;
    const picture = { ...inner, x: inner.x + inner.width - wide, width: wide };
    return { sheet, text: { ...inner, width: inner.width - wide - gap }, picture };
  }
  const high = Math.min(inner.height * 0.36, (inner.width * 9) / 16);
  const picture = { ...inner, height: high };
  return { sheet, text: { ...inner, y: inner.y + high + gap, height: inner.height - high - gap }, picture };
}

const texts = [
  'title',
  'expression',
  'pronunciation',
  'translation',
  'example',
  'exampleTranslation',
  'notes',
] as const;

async function rowsOf(ruler: TextRuler, { content, template }: SlideOrder, size: Size, unit: number) {
  const cell = async (role: SlideRole, text: string, from = 0, to = 1): Promise<Cell<SlideRole>> => {
    const { sizePx, lines, bold = false } = wishes[role];
    const language = inLanguage.includes(role) ? content.language : content.targetLanguage;
    const plain = writable(text).trim();
    const measured = await ruler.measure(plain, typefaceOf(plain, language), bold);
    return { role, measured, sizePx: sizePx * unit, preferredLines: lines, from, to };
  };
  const rows: Row<SlideRole>[] = [];
  for (const role of texts) {
    const text = content[role];
    if (text === undefined) continue;
    const insetPx = role.startsWith('example') ? panelPaddingPx * unit : 0;
    const gap = role === 'exampleTranslation' && content.example === undefined ? wishes.example : wishes[role];
    rows.push({ cells: [await cell(role, text)], gapBeforePx: gap.gapBeforePx * unit, insetPx });
  }
  const places = factPlaces(size, slideStyles[template]);
  const facts = Object.entries(content.extra);
  for (let index = 0; index < facts.length; index += places.length) {
    const cells = facts.slice(index, index + places.length).flatMap(([label, value], place) => {
      const [from, middle, start, to] = places[place] ?? [0, 0.5, 0.5, 1];
      return [cell('label', label, from, middle), cell('value', value, start, to)];
    });
    rows.push({ cells: await Promise.all(cells), gapBeforePx: (index === 0 ? 64 : 14) * unit });
  }
  return rows;
}

/** Where label and value begin and end, for each fact of a row: side by side where there is room. */
function factPlaces({ width, height }: Size, { align }: SlideStyle) {
  if (align === 'center') return [[0, 0.48, 0.52, 1]];
  if (width <= height) return [[0, 0.3, 0.33, 1]];
  return [
    [0, 0.13, 0.15, 0.48],
    [0.52, 0.65, 0.67, 1],
  ];
}

/** A band of colour at its upper edge. */
const sheetOf = (box: Box, colour: string, accent: string, unit: number): SlideShape[] => [
  { box: { ...box, y: box.y - 10 * unit, height: 60 * unit }, colour: accent, radiusPx: 28 * unit },
  { box, colour, radiusPx: 28 * unit },
];

/** Behind the example, with a bar where it begins to be read. */
function panelOf(texts: readonly SlideText[], area: Box, style: SlideStyle, unit: number): SlideShape[] {
  const inside = texts.filter(({ role }) => role === 'example' || role === 'exampleTranslation');
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last) return [];
  const room = Math.min(24 * unit, first.sizePx * 0.5);
  const box = {
    x: area.x,
    y: first.box.y - room,
    width: area.width,
    height: last.box.y + last.box.height - first.box.y + 2 * room,
  };
  const bar = { ...box, width: 8 * unit, x: first.align === 'right' ? box.x + box.width - 8 * unit : box.x };
  const panel = { box, colour: style.panel, radiusPx: 16 * unit };
  if (style.align === 'center') return [panel];
  return [panel, { box: bar, colour: style.accent, radiusPx: 4 * unit }];
}
