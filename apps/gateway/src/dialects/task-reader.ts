import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import { taskResultOf } from '@polyspool/contracts/celery/celery-tasks';
import { AppError } from '@polyspool/contracts/errors';
import type { Job, JobSnapshot } from '@polyspool/contracts/job-status';
import { vocabularyJobs, type Vocabulary } from '@polyspool/contracts/vocabulary';
import { JobRecords } from '@polyspool/database/job-records';
import { LearnerWords } from '@polyspool/database/learner-words';
import type { Person } from '@polyspool/database/people';
import { ReadOutput } from '../jobs/read-output.js';
import { wordOf } from '../vocabulary/known-entries.js';

export interface SeenTask {
  readonly job: Job;
  /** As its task would have answered it; nothing before it has succeeded, and after its time. */
  readonly result: unknown;
}

/** Jobs as the tasks of the systems before this one. */
@Injectable()
export class TaskReader {
  constructor(
    private readonly jobs: JobRecords,
    private readonly outputs: ReadOutput,
    private readonly words: LearnerWords,
  ) {}

  /** Throws `job.unknown`: of an id that nobody has nothing is pending. */
  async find(by: Person, id: string): Promise<SeenTask> {
    const job = await this.jobs.find(id, visibleTo(by));
    if (!job) throw new AppError('job.unknown', `No task ${id}`);
    if (job.status !== 'succeeded') return { job, result: undefined };
    return { job, result: await this.#resultOf(by, job) };
  }

  async #resultOf(by: Person, { id, type, input }: Job): Promise<unknown> {
    const [result, snapshot] = await Promise.all([this.outputs.of(by, id), this.jobs.snapshot(id, visibleTo(by))]);
    if (result?.output === undefined) return undefined;
    const { output } = result;
    const known = type === vocabularyJobs.extract.name ? await this.#knownIn(by, output) : new Set<string>();
    return taskResultOf(type, { input, output, files: filesOf(id, snapshot), known });
  }

  async #knownIn(by: Person, output: unknown): Promise<ReadonlySet<string>> {
    const { language, entries } = (output as { vocabulary: Vocabulary }).vocabulary; // its contract's
    const states = await this.words.statesOf(by.id, language, entries.map(wordOf));
    const isKnown = (state: string | undefined) => state === 'known' || state === 'ignored';
    const known = entries.filter((entry) => isKnown(states.get(wordOf(entry))?.state));
    return new Set(known.map(({ lemma }) => lemma));
  }
}

/** Its own, not those of its parts. */
const filesOf = (id: string, snapshot: JobSnapshot | undefined) =>
  (snapshot?.artifacts ?? [])
    .filter(({ jobId }) => jobId === id)
    .map(({ id: fileId, ...file }) => ({ ...file, url: `/v1/artifacts/${fileId}/content` }));
