import { plainText, type RichText } from '@polyspool/contracts/rich-text';
import type { Box } from '../content/matrix.js';
import type { Block } from '../layout/block.js';
import { missingIn, type FaceSelector } from './face-selector.js';
import { fit, type Fit, type MeasuredText } from './fit.js';
import { labelWidthOf } from './label-width.js';
import { paragraphOf } from './paragraph.js';
import { placeLines } from './place-lines.js';
import type { PlacedBlock } from './placed.js';
import { roomAround } from './room.js';
import { Measure } from './segment.js';
import { splitAnywhere, splitAtSyllables } from './split-segment.js';
import { levelsOf } from './visual-order.js';

/** One block and what is to stand in it. */
export class BlockSetting {
  readonly #text: MeasuredText;

  constructor(
    readonly block: Block,
    text: RichText,
    private readonly faces: FaceSelector,
  ) {
    const paragraph = paragraphOf(block, text, faces.language);
    const measure = new Measure(block, paragraph, faces);
    this.#text = {
      paragraph,
      segments: measure.segments(),
      syllables: keepsWords.includes(block.role) ? undefined : splitAtSyllables(paragraph, measure, faces.language),
      hyphenatedBelow: wordsIn(block) > wordsOfLabel ? 1 : smallestLabel,
      anywhere: splitAnywhere(paragraph, measure),
      labelWidthPt: labelWidthOf(block, paragraph),
    };
  }

  get characters() {
    return this.#text.paragraph.text.length;
  }

  /** `taken`: where other blocks stand by now. */
  fit(taken: readonly Box[], most?: number): Fit {
    const rooms = {
      free: () => roomAround(this.block, { taken }),
      overStrokes: () => roomAround(this.block, { taken, mayCrossStrokes: true }),
    };
    return fit(this.block, this.#text, { rooms, most });
  }

  place(found: Fit): PlacedBlock {
    const { paragraph } = this.#text;
    const lines = placeLines({
      block: this.block,
      fit: found,
      levels: levelsOf(paragraph),
      isRightToLeft: paragraph.isRightToLeft,
      language: this.faces.language,
    });
    return {
      block: this.block,
      scale: found.scale,
      lines,
      isOverflowing: found.isOverflowing,
      fallbackFonts: this.#fallbackFonts(),
      missingCharacters: this.#missingCharacters(),
    };
  }

  #fallbackFonts() {
    const { block, faces } = this;
    const own = new Set([block.style, ...block.spans.map(({ style }) => style)].map((style) => faces.ownFace(style)));
    const used = this.#items().flatMap((item) =>
      'face' in item && !own.has(item.face.condensed?.of ?? item.face) ? [item.face.name] : [],
    );
    return [...new Set(used)];
  }

  #missingCharacters() {
    return [...new Set(this.#items().flatMap((item) => ('face' in item ? missingIn(item.text, item.face) : [])))];
  }

  #items() {
    return this.#text.segments.flatMap((segment) => segment.items);
  }
}

/** A name in a cell: parted, it is hard to find. */
const wordsOfLabel = 3;
const smallestLabel = 0.75;
const wordsIn = ({ text }: Block) => plainText(text).trim().split(/\s+/u).length;

/** Short texts that are read at a glance. */
const keepsWords: readonly string[] = ['heading', 'header', 'footer', 'contents', 'label', 'code'];
