import type { LineEdit } from '@polyspool/contracts/recording';
import type { Segment, Transcript } from '@polyspool/contracts/segments';

/** Corrected lines that have not been made yet, by the start of their segment. */
export type LineEdits = ReadonlyMap<number, LineEdit>;

/** A segment with another text or translation; one that is as it was is no edit. */
export function withLine(edits: LineEdits, segment: Segment, text: string, translation: string): LineEdits {
  const changed = {
    ...(text.trim() && text.trim() !== segment.text && { text: text.trim() }),
    ...(translation.trim() &&
      translation.trim() !== (segment.translation ?? '') && { translation: translation.trim() }),
  };
  const others = [...edits].filter(([start]) => start !== segment.startSeconds);
  if (Object.keys(changed).length === 0) return new Map(others);
  return new Map([...others, [segment.startSeconds, { startSeconds: segment.startSeconds, ...changed }]]);
}

/** The text as it will be. */
export function editedTranscript(transcript: Transcript, edits: LineEdits): Transcript {
  if (edits.size === 0) return transcript;
  const segments = transcript.segments.map((segment) => {
    const edit = edits.get(segment.startSeconds);
    return edit ? { ...segment, ...edit } : segment;
  });
  return { ...transcript, segments };
}
