import type { RecognizedPage } from '@polyspool/contracts/recognized-page';
import type { Box } from '../content/matrix.js';
import { median } from '../layout/median.js';
import type { Raster } from '../render/raster.js';
import { ColourSampler, distance, fillOperators, type Rgb } from './colour-sampler.js';
import { evenSizes } from './even-sizes.js';
import { letterformsOf } from './letterforms.js';
import { obstaclesIn } from './obstacles-in.js';
import { linesInFrame, type FramedLine, type FramedWord } from './lines-in-frame.js';
import type { ScanLine, ScanPage, ScanWord } from './scan-page.js';

export interface ReadScan {
  readonly page: number;
  readonly recognized: RecognizedPage;
  /** From the pixels of what was read to default user space. */
  readonly toPage: Raster['toPage'];
}

/** Of what the page's lines have in the middle. */
const boldFrom = 1.25;
/** A shorter line may look bold by its letters alone. */
const tellingLetters = 8;
const sameInk = 60;
const black: Rgb = [26, 26, 26];

/** What was read on a page, with sizes, weights and colours measured in a picture of it. */
export function scanPageOf({ page, recognized, toPage }: ReadScan, raster: Raster): ScanPage {
  const { angleDegrees, lines } = linesInFrame(recognized, toPage);
  const { isSerif, isMono, heightEm } = letterformsOf(lines);
  const sizes = evenSizes(lines.map(({ heightPt }) => heightPt / heightEm));
  const sampler = new ColourSampler(raster, angleDegrees);
  const looks = lines.map((line) => lookOf(line, sampler));
  const usualInk = median(looks.map(({ inkPerEm }) => inkPerEm).filter((ink) => ink > 0));
  const inks: Rgb[] = [black];
  const scanned = lines.map((line, index): ScanLine => {
    const { words, ink, inkPerEm } = looks[index]!; // one for each
    const isBold = lettersIn(line) >= tellingLetters && inkPerEm > boldFrom * usualInk;
    const sizePt = sizes[index]!;
    return {
      words: words.map((word) => trimmed(word, sizePt)),
      baseline: line.baseline,
      sizePt,
      fill: fillOperators(settled(ink, inks)),
      isBold,
    };
  });
  return { page, angleDegrees, isSerif, isMono, lines: scanned, obstacles: obstaclesIn(raster, angleDegrees) };
}

function lookOf(line: FramedLine, sampler: ColourSampler) {
  const measured = line.words.map((word) => {
    const box = boxOf(word);
    const background = sampler.background(padded(box, 0.1 * line.heightPt));
    return { word, background, ink: sampler.ink(box, background), width: word.endX - word.x };
  });
  const inked = measured.flatMap(({ ink, width, word }) =>
    ink ? [{ colour: ink.colour, width, area: ink.share * width * (word.top - word.bottom) }] : [],
  );
  const widest = inked.toSorted((a, b) => b.width - a.width)[0];
  const width = inked.reduce((sum, each) => sum + each.width, 0);
  const area = inked.reduce((sum, each) => sum + each.area, 0);
  return {
    words: measured.map(({ word, background }) => wordOf(word, background)),
    ink: widest?.colour ?? black,
    /** How much of its length times its height is covered: bold letters cover more. */
    inkPerEm: width > 0 ? area / (width * line.heightPt) : 0,
  };
}

const wordOf = ({ word, x, endX, bottom, top }: FramedWord, background: Rgb): ScanWord => ({
  text: word.text,
  x,
  endX,
  bottom,
  top,
  background: fillOperators(background),
});

/** A stain at its end makes a word look longer than its signs can be, which are hardly ever wider than high. */
const trimmed = (word: ScanWord, sizePt: number): ScanWord => ({
  ...word,
  endX: Math.min(word.endX, word.x + [...word.text].length * sizePt),
});

const boxOf = ({ x, endX, bottom, top }: FramedWord): Box => [x, bottom, endX, top];
const padded = ([left, bottom, right, top]: Box, by: number): Box => [left - by, bottom - by, right + by, top + by];

const lettersIn = ({ words }: FramedLine) =>
  words.reduce((sum, { word }) => sum + (word.text.match(/\p{L}/gu)?.length ?? 0), 0);

/** One of those that the page has already, where it is near enough: scanners and paper make many of one. */
function settled(ink: Rgb, known: Rgb[]): Rgb {
  const same = known.find((each) => distance(each, ink) < sameInk);
  if (same) return same;
  known.push(ink);
  return ink;
}
