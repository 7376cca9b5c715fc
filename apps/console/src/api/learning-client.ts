import { GlossaryPage, StoredGlossary } from '@polyspool/contracts/glossaries';
import { Job } from '@polyspool/contracts/job-status';
import {
  JobVocabulary,
  LearnerWord,
  WordsChanged,
  type DeckRequest,
  type WordChange,
  type WordState,
} from '@polyspool/contracts/learner';
import type { LineEdit } from '@polyspool/contracts/recording';
import type { z } from 'zod';
import { searchOf, type Call } from './call-gateway.js';

/** What belongs to learning: words and how well they are known, decks, corrected lines, glossaries. */
export class LearningClient {
  constructor(private readonly call: Call) {}

  /** One page of the words of a job, with how well its reader knows them. */
  vocabulary = (jobId: string, cursor?: string) =>
    this.call(JobVocabulary, 'GET', `${jobPath(jobId)}/vocabulary?${searchOf({ limit: 200, cursor })}`);
  setWord = (language: string, lemma: string, state: WordState) =>
    this.call(LearnerWord, 'PUT', `/v1/vocabulary/${encodeURIComponent(language)}/${encodeURIComponent(lemma)}`, {
      body: state,
    });
  setWords = (items: readonly WordChange[]) => this.call(WordsChanged, 'POST', '/v1/vocabulary', { body: { items } });

  /** Begins a job that makes the corrected lines, and what depends on them, again. */
  edit = (jobId: string, edits: readonly LineEdit[]) =>
    this.call(Job, 'POST', `${jobPath(jobId)}/edits`, { body: { edits } });
  deck = (jobId: string, options: z.input<typeof DeckRequest>) =>
    this.call(Job, 'POST', `${jobPath(jobId)}/deck`, { body: options });

  glossaries = async () => (await this.call(GlossaryPage, 'GET', '/v1/glossaries?limit=200')).items;
  glossary = (id: string) => this.call(StoredGlossary, 'GET', `/v1/glossaries/${encodeURIComponent(id)}`);
}

const jobPath = (id: string) => `/v1/jobs/${encodeURIComponent(id)}`;
