import type { FileKey } from '@polyspool/contracts/files';
import type { Language } from '@polyspool/contracts/languages';
import type { Segment } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';
import { hash } from 'node:crypto';
import { extractVocabulary } from '../vocabulary/extract-vocabulary.js';
import type { VocabularyEngines } from '../vocabulary/vocabulary-engines.js';
import type { ChunkJob } from './recording-job.js';

interface FoundVocabulary {
  /** A `Vocabulary` as JSON. */
  readonly vocabulary?: FileKey | undefined;
  readonly count: number;
  readonly warnings: readonly Warning[];
}

/** The words of a chunk, as a file, explained by dictionaries: the translator is asked once for the whole. A language that nobody can analyse is a warning: the transcript is worth having. */
export async function findVocabulary(
  job: ChunkJob,
  engines: VocabularyEngines,
  { language, segments }: { readonly language: Language; readonly segments: readonly Segment[] },
): Promise<FoundVocabulary> {
  const { skip, targetLanguage } = job.input;
  if (skip.includes('vocabulary') || segments.length === 0) return { count: 0, warnings: [] };
  if (!(await engines.analyser.supports(language))) {
    const detail = `Nobody here analyses the words of ${language}; the transcript is complete without a vocabulary`;
    return { count: 0, warnings: [{ code: 'vocabulary.unsupportedLanguage', detail }] };
  }
  const said = segments.map(({ text, translation, startSeconds, endSeconds }) => ({
    text,
    translation,
    startSeconds,
    endSeconds,
  }));
  const key = [hash('sha256', JSON.stringify(said)), await engines.describe(language, targetLanguage)];
  return job.step('vocabulary', [...key, language, targetLanguage], async (files) => {
    job.report('vocabulary', 0, 'Looking for words worth learning');
    const { signal } = job;
    const vocabulary = await extractVocabulary(engines, said, { language, targetLanguage, signal });
    const kept = await files.keep('vocabulary.json', JSON.stringify(vocabulary));
    return { vocabulary: kept, count: vocabulary.entries.length, warnings: [] };
  });
}
