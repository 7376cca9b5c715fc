import type { RichText } from '@polyspool/contracts/rich-text';
import type { TextSpan } from '../document/document.js';
import { isSameFill } from './fill-colour.js';
import { isSameLook, type Look } from './look.js';
import { isText, type Reading, type ReadText } from './read-text.js';

export interface SpannedText {
  readonly text: RichText;
  readonly spans: readonly TextSpan[];
  /** By span. */
  readonly readings: ReadonlyMap<number, readonly ReadText[]>;
}

/** The text of a block; what does not look like most of it, in spans. */
export function richTextOf(
  readings: readonly Reading[],
  common: Look,
  lookOf: (reading: ReadText) => Look,
): SpannedText {
  const runs = runsOf(readings, common, lookOf);
  const spans: TextSpan[] = [];
  const bySpan = new Map<number, readonly ReadText[]>();
  const text: RichText = [];
  for (const run of runs) {
    if ('formula' in run) {
      text.push({ formula: run.formula });
      continue;
    }
    const said = run.readings.map((reading) => reading.text).join('');
    if (isSameLook(run.look, common)) text.push({ text: said });
    else {
      const id = spans.length;
      spans.push(spanOf(id, run.look, common));
      bySpan.set(id, run.readings);
      text.push({ text: said, span: id });
    }
  }
  return { text, spans, readings: bySpan };
}

interface TextRun {
  look: Look;
  readonly readings: ReadText[];
}
type Run = TextRun | { readonly formula: number };

function runsOf(readings: readonly Reading[], common: Look, lookOf: (reading: ReadText) => Look): Run[] {
  const runs: Run[] = [];
  for (const reading of readings) {
    if (isText(reading)) runs.push({ look: reading.glyph ? lookOf(reading) : common, readings: [reading] });
    else runs.push({ formula: reading.formula.id });
  }
  const words = joined(runs);
  words.forEach((run, at) => settle(run, words[at - 1], words[at + 1], common));
  return joined(words);
}

function joined(runs: readonly Run[]): Run[] {
  const longer: Run[] = [];
  for (const run of runs) {
    const last = longer.at(-1);
    if (last && 'look' in last && 'look' in run && isSameLook(last.look, run.look)) last.readings.push(...run.readings);
    else longer.push('look' in run ? { look: run.look, readings: [...run.readings] } : run);
  }
  return longer;
}

/** Spaces and full stops look like what they stand beside; a size that changes within a word is only its small capitals. */
function settle(run: Run, before: Run | undefined, after: Run | undefined, common: Look) {
  if (!('look' in run)) return;
  const text = textOf(run);
  const lookBefore = before && 'look' in before ? before.look : undefined;
  const lookAfter = after && 'look' in after ? after.look : undefined;
  if (!text.trim()) {
    if (lookBefore && lookAfter && isSameLook(lookBefore, lookAfter)) run.look = lookBefore;
    return;
  }
  const leads = run.look.link !== undefined || run.look.isUnderlined || run.look.isStruckThrough;
  if (!leads && !/[\p{L}\p{N}]/u.test(text)) {
    run.look = !lookBefore ? (lookAfter ?? common) : lookBefore;
    if (run.look.link !== undefined || run.look.isUnderlined) run.look = common;
    return;
  }
  if (run.look.sizeRatio !== 1 && (touches(before, run) || touches(run, after)))
    run.look = { ...run.look, sizeRatio: 1 };
}

const textOf = (run: Run | undefined) => (run && 'look' in run ? run.readings.map(({ text }) => text).join('') : '');
const touches = (left: Run | undefined, right: Run | undefined) =>
  /[\p{L}\p{N}]$/u.test(textOf(left)) && /^[\p{L}\p{N}]/u.test(textOf(right));

const spanOf = (id: number, look: Look, common: Look): TextSpan => ({
  id,
  style: look.style,
  sizeRatio: look.sizeRatio,
  ...(isSameFill(look.fill, common.fill) ? {} : { fill: look.fill }),
  isUnderlined: look.isUnderlined,
  isStruckThrough: look.isStruckThrough,
  ...(look.link === undefined ? {} : { link: look.link }),
});
