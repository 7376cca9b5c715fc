import type {
  PictureBox,
  PicturePoint,
  RecognizedLine,
  RecognizedPage,
  RecognizedWord,
} from '@polyspool/contracts/recognized-page';
import { baselineOf } from './baseline-of.js';

// hOCR 1.2 as Tesseract writes it: one element a line, what is known of it in `title`.
const element = /<(?:span|div) class='(ocr\w+)'[^>]*? title=(?:"([^"]*)"|'([^']*)')[^>]*>(?:(.*?)<\/span>)?/g;
const lineClasses = new Set(['ocr_line', 'ocr_header', 'ocr_caption', 'ocr_textfloat']);

/** Properties of an element by name, each with its numbers. */
type Title = ReadonlyMap<string, readonly number[]>;

/** The lines of text of a picture. */
export function readHocr(hocr: string): RecognizedPage {
  let size: readonly number[] = [];
  const lines: { readonly title: Title; readonly words: RecognizedWord[] }[] = [];
  for (const [, kind = '', quoted, apostrophed = '', content = ''] of hocr.matchAll(element)) {
    const title = readTitle(quoted ?? apostrophed);
    if (kind === 'ocr_page') size = title.get('bbox')?.slice(2) ?? [];
    else if (lineClasses.has(kind)) lines.push({ title, words: [] });
    else if (kind === 'ocrx_word') lines.at(-1)?.words.push(...wordsOf(title, content));
  }
  const [widthPx = 1, heightPx = 1] = size;
  return { widthPx, heightPx, lines: lines.flatMap(({ title, words }) => (words.length ? lineOf(title, words) : [])) };
}

function readTitle(title: string): Title {
  const properties = title.split(';').map((property) => property.trim().split(/\s+/));
  return new Map(properties.map(([name = '', ...values]) => [name, values.map(Number)]));
}

/** None where there is nothing but blanks: of rules and pictures. */
function wordsOf(title: Title, content: string): RecognizedWord[] {
  const text = textOf(content).trim();
  const [confidence = 0] = title.get('x_wconf') ?? [];
  return text ? [{ text, box: boxOf(title), confidence: Math.min(1, Math.max(0, confidence / 100)) }] : [];
}

function lineOf(title: Title, words: RecognizedWord[]): RecognizedLine {
  const box = boxOf(title);
  const [size = box[3] - box[1]] = title.get('x_size') ?? [];
  const heightPx = Math.max(1, size);
  const [angleDegrees = 0] = title.get('textangle') ?? [];
  const [descentPx = 0] = title.get('x_descenders') ?? [];
  const baseline = title.get('baseline');
  if (baseline) return { words, heightPx, baseline: baselineIn(box, baseline) };
  return { words, heightPx, baseline: baselineOf(words, { angleDegrees, descentPx }) };
}

/** A polynomial against the lower left corner of the line's box. */
function baselineIn([left, , right, bottom]: PictureBox, [slope = 0, offset = 0]: readonly number[]) {
  const at = (x: number): PicturePoint => [x, bottom + offset + slope * (x - left)];
  return [at(left), at(right)] as [PicturePoint, PicturePoint];
}

const boxOf = (title: Title): PictureBox => {
  const [left = 0, top = 0, right = 0, bottom = 0] = title.get('bbox') ?? [];
  return [left, top, right, bottom];
};

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const textOf = (content: string) =>
  content
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
      name ? (entities[name] ?? whole) : String.fromCodePoint(parseInt(hex ?? decimal, hex ? 16 : 10)),
    );
