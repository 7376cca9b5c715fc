import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { isTerminal } from '@polyspool/contracts/job-status';
import type { KnownEntry } from '@polyspool/contracts/learner';
import { type JobSource, JobSources } from '@polyspool/database/job-sources';
import { LearnerWords } from '@polyspool/database/learner-words';
import { knownEntries, wordOf } from './known-entries.js';
import { VocabularyFiles } from './vocabulary-files.js';

export interface ReadVocabulary {
  readonly job: JobSource;
  readonly language: string;
  readonly entries: readonly KnownEntry[];
}

/** The words that a job has found, with how well a reader knows them: two queries, and a file that is mostly read already. */
@Injectable()
export class VocabularyReader {
  constructor(
    private readonly jobs: JobSources,
    private readonly files: VocabularyFiles,
    private readonly words: LearnerWords,
  ) {}

  /** Of a job that the viewer may see. Throws `job.unknown`, `job.notFinished`, `job.noResult`, `job.noVocabulary`. */
  async read(jobId: string, viewerId: string | undefined, readerId: string): Promise<ReadVocabulary> {
    return this.#read(jobId, await this.jobs.findSeen(jobId, viewerId, fileName), readerId);
  }

  /** Of a job of the reader's own. Throws the same. */
  async readOwn(jobId: string, readerId: string): Promise<ReadVocabulary> {
    return this.#read(jobId, await this.jobs.find(jobId, readerId, fileName), readerId);
  }

  async #read(jobId: string, job: JobSource | undefined, readerId: string): Promise<ReadVocabulary> {
    if (!job) throw new AppError('job.unknown', `No job ${jobId}`);
    const { storageKey, bytes } = job;
    if (!isTerminal(job.status)) throw new AppError('job.notFinished', `Job ${jobId} is ${job.status}`);
    if (storageKey === null) throw nothingFound(job);
    const vocabulary = await this.files.read(storageKey, bytes ?? 0);
    const states = await this.words.statesOf(readerId, vocabulary.language, vocabulary.entries.map(wordOf));
    return { job, language: vocabulary.language, entries: knownEntries(vocabulary, states) };
  }
}

const fileName = 'vocabulary.json';

function nothingFound({ id, status }: JobSource) {
  if (status !== 'succeeded') return new AppError('job.noResult', `Job ${id} is ${status}`);
  return new AppError('job.noVocabulary', 'It was skipped, or no analyser knows the language');
}
