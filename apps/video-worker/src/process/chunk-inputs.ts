import type { Language } from '@polyspool/contracts/languages';
import type { LineEdit, RecordingInput } from '@polyspool/contracts/recording';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { marginSeconds } from '@polyspool/providers/transcription/owned-by';

/** What each chunk's own job is told. */
export function chunkInputs(input: RecordingInput, chunks: readonly TimeRange[], language: Language) {
  const { uploadId, targetLanguage, audioTrack, cleanAudio, skip, glossary, memory, formality } = input;
  const source = { uploadId, language, targetLanguage, audioTrack, cleanAudio, skip, glossary, memory, formality };
  return chunks.map(({ startSeconds, endSeconds }, index) => ({
    ...source,
    edits: editsIn(input.edits, { startSeconds, endSeconds }),
    startSeconds,
    endSeconds,
    chunkNumber: index + 1,
    totalChunks: chunks.length,
  }));
}

/** A line of a chunk may begin in the word that lies across its border. One that fits no line does no harm. */
const editsIn = (edits: readonly LineEdit[], chunk: TimeRange) =>
  edits.filter(
    ({ startSeconds }) =>
      startSeconds >= chunk.startSeconds - marginSeconds && startSeconds < chunk.endSeconds + marginSeconds,
  );
