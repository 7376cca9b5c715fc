import { Transcribed } from '@polyspool/contracts/corpus';
import { Box } from '@polyspool/contracts/packed-fields';
import { z } from 'zod';
import { searchWords } from './search-words.js';

/** As much of a transcript as a record keeps. */
export const KeptTranscript = Transcribed.pick({ text: true, language: true, engine: true });
export type KeptTranscript = z.output<typeof KeptTranscript>;

/** A long one, as its job has left it in storage, until maintenance has brought it into the record. */
export const FiledTranscript = z.object({ jobId: z.uuid(), box: Box });
export type FiledTranscript = z.output<typeof FiledTranscript>;

export interface StorableTranscript {
  readonly transcript: KeptTranscript | FiledTranscript | null;
  /** To search for. */
  readonly words: readonly string[];
}

/** What a record keeps of the output of a job. */
export function storableTranscript(jobId: string, box: Box | undefined): StorableTranscript {
  if (!box) return { transcript: null, words: [] };
  const plain = 'plain' in box ? KeptTranscript.safeParse(box.plain).data : undefined;
  if (plain) return { transcript: plain, words: searchWords(plain.text) };
  return { transcript: 'file' in box ? { jobId, box } : null, words: [] };
}
