import type { Block } from '../layout/block.js';

/** Most text of a kind can be set at this size, and all the rest of the kind is set no larger. */
const satisfiedShare = 0.8;
/** Sizes are told apart as finely as they are tried. */
const stepsPerUnit = 50;
/** A few blocks that hardly fit do not make all others small. */
const smallestAgreed = 0.8;

/**
 * Blocks that looked alike look alike again: headings of one level, paragraphs, cells of a table get one size each, over the pages
 * that were seen so far and the one at hand.
 */
export class AgreedSizes {
  /** By kind: how many characters can be set at which size at most. */
  readonly #wishes = new Map<string, Map<number, number>>();

  add(block: Block, scale: number, characters: number) {
    const kind = kindOf(block);
    const wishes = this.#wishes.get(kind) ?? new Map<number, number>();
    this.#wishes.set(kind, wishes);
    const size = Math.round(scale * stepsPerUnit);
    wishes.set(size, (wishes.get(size) ?? 0) + characters);
  }

  /** The scale that a block is set at, unless it needs a smaller one. */
  mostFor(block: Block): number {
    const wishes = [...(this.#wishes.get(kindOf(block)) ?? [])].sort(([one], [other]) => one - other);
    const all = wishes.reduce((sum, [, characters]) => sum + characters, 0);
    let passed = 0;
    for (const [size, characters] of wishes) {
      passed += characters;
      if (passed >= (1 - satisfiedShare) * all) return Math.max(size / stepsPerUnit, smallestAgreed);
    }
    return 1;
  }
}

const kindOf = ({ role, sizePt, style, angleDegrees }: Block) =>
  [
    role,
    Math.round(sizePt * 2),
    angleDegrees,
    Number(style.isBold),
    Number(style.isItalic),
    Number(style.isMono),
    Number(style.isSerif),
  ].join('/');
