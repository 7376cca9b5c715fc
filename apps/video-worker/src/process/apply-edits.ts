import type { LineEdit } from '@polyspool/contracts/recording';
import type { Segment } from '@polyspool/contracts/segments';
import { retimeWords } from './retime-words.js';

/** Where a translation comes from that a person wrote. */
export const byHand = 'person';

/** An edit is addressed by when its line begins, as it was transcribed: to the millisecond, as times are kept. */
export const addressOf = ({ startSeconds }: Pick<LineEdit, 'startSeconds'>) => Math.round(startSeconds * 1000);

/** Lines with what people wrote instead. Of several edits of one line the last counts. */
export function applyEdits(segments: readonly Segment[], edits: readonly LineEdit[]): Segment[] {
  if (edits.length === 0) return [...segments];
  return segments.map((segment) => {
    const own = edits.filter((edit) => addressOf(edit) === addressOf(segment));
    const text = own.findLast((edit) => edit.text !== undefined)?.text;
    const translation = own.findLast((edit) => edit.translation !== undefined)?.translation;
    return {
      ...(text === undefined || text === segment.text ? segment : rewritten(segment, text)),
      ...(translation !== undefined && { translation, translatedBy: byHand }),
    };
  });
}

/** How sure the engine was of other words says nothing about these. */
function rewritten({ confidence: _, ...segment }: Segment, text: string): Segment {
  return { ...segment, text, words: retimeWords(text, segment) };
}
