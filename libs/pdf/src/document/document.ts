import { z } from 'zod';
import { RichText } from '@polyspool/contracts/rich-text';

// The intermediate representation of a document, as `pdf.extract` publishes it (`document.json`). Lengths and positions
// are points (1/72 inch) of default user space, y upwards, rounded to 1/100; angles are degrees, anticlockwise.

/** Left, bottom, right, top. */
export const BoxTuple = z.tuple([z.number(), z.number(), z.number(), z.number()]);

export const BlockRole = z.enum([
  'body',
  'heading',
  'listItem',
  'tableCell',
  'caption',
  'header',
  'footer',
  'footnote',
  'contents',
  'code',
  'reference',
  'label',
  'formula',
]);
export type BlockRole = z.output<typeof BlockRole>;

export const Alignment = z.enum(['left', 'right', 'center', 'justify']);
export type Alignment = z.output<typeof Alignment>;

export const FontStyle = z.strictObject({
  isBold: z.boolean(),
  isItalic: z.boolean(),
  isMono: z.boolean(),
  isSerif: z.boolean(),
});
export type FontStyle = z.output<typeof FontStyle>;

/** A part of a block that looks different from the rest of it, or leads somewhere. */
export const TextSpan = z.strictObject({
  id: z.int().nonnegative(),
  style: FontStyle,
  /** Of the block's size. */
  sizeRatio: z.number().positive(),
  /** Content stream operators that set the fill colour; the block's where nothing is said. */
  fill: z.string().optional(),
  isUnderlined: z.boolean(),
  isStruckThrough: z.boolean(),
  /** Index into the page's links. */
  link: z.int().nonnegative().optional(),
});
export type TextSpan = z.output<typeof TextSpan>;

/** Why a block keeps its text. `unread`: nothing tells which letters its glyphs show. */
export const SkipReason = z.enum(['formula', 'code', 'number', 'address', 'symbols', 'split', 'vertical', 'unread']);
export type SkipReason = z.output<typeof SkipReason>;

export const BlockIr = z.strictObject({
  /** `<page>-<order>`: the same each time that the same file is read. */
  id: z.string(),
  role: BlockRole,
  /** In the order of reading, first = 0. */
  order: z.int().nonnegative(),
  box: BoxTuple,
  angleDegrees: z.number(),
  lines: z.int().positive(),
  alignment: Alignment,
  sizePt: z.number(),
  leadingPt: z.number(),
  style: FontStyle,
  spans: z.array(TextSpan),
  text: RichText,
  /** Goes on in this block: one sentence may run from one to the other. */
  continuedBy: z.string().optional(),
  /** Keeps its text, because. */
  skipReason: SkipReason.optional(),
  isRightToLeft: z.boolean(),
});
export type BlockIr = z.output<typeof BlockIr>;

export const PageIr = z.strictObject({
  page: z.int().positive(),
  /** `scan`: read by a text recogniser. `untouched`: delivered as it is, because of `reason`. */
  kind: z.enum(['text', 'scan', 'blank', 'untouched']),
  reason: z.string().optional(),
  view: BoxTuple,
  rotation: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
  blocks: z.array(BlockIr),
  links: z.array(z.strictObject({ box: BoxTuple, uri: z.string().optional() })),
  /** Form fields on it. */
  fields: z.int().nonnegative(),
});
export type PageIr = z.output<typeof PageIr>;

export const DocumentIr = z.strictObject({
  version: z.literal(1),
  pages: z.array(PageIr),
  /** Titles of bookmarks: translations of them are looked up by id, like those of blocks. */
  outline: z.array(z.strictObject({ id: z.string(), title: z.string() })).optional(),
  /** Of the document, as its properties say it: the id of its translation is `title`. */
  title: z.string().optional(),
});
export type DocumentIr = z.output<typeof DocumentIr>;
