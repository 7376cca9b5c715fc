import type { Caller } from '../calls/caller.js';
import { allOf, type Page, type PageQuery } from '../calls/pages.js';
import type {
  DeckRequest,
  GlossaryChange,
  GlossarySummary,
  Job as AnyJob,
  JobVocabulary,
  LearnerWord,
  LineEdit,
  NewGlossary,
  NewProject,
  Project,
  ProjectChange,
  ProjectMember,
  ProjectMembers,
  StoredGlossary,
  Upload,
  WordChange,
  WordsChanged,
  WordState,
} from '../generated/contract.js';
import type { JobHandle } from '../jobs/job-handle.js';
import type { Job } from '../jobs/job-types.js';
import type { Jobs } from '../jobs/jobs.js';
import type { CallOptions, CreateOptions } from '../options.js';
import { EditableCollection } from './collection.js';

const part = encodeURIComponent;

/** Words, and how well one knows them. */
export class VocabularyWords {
  constructor(
    private readonly caller: Caller,
    private readonly jobs: Jobs,
  ) {}

  list(filter?: PageQuery & { language?: string; state?: string; q?: string }, options: CallOptions = {}) {
    return this.caller.json<Page<LearnerWord>>('GET', '/v1/vocabulary', { ...options, query: filter });
  }

  set(language: string, lemma: string, state: WordState, options: CallOptions = {}): Promise<LearnerWord> {
    return this.caller.json('PUT', `/v1/vocabulary/${part(language)}/${part(lemma)}`, { ...options, body: state });
  }

  setMany(items: readonly WordChange[], options: CallOptions = {}): Promise<WordsChanged> {
    return this.caller.json('POST', '/v1/vocabulary', { ...options, body: { items }, repeatable: true });
  }

  /** The words of a recording, with how well their reader knows them. */
  ofJob(
    jobId: string,
    filter?: PageQuery & { levels?: string[]; states?: string[]; q?: string },
    options: CallOptions = {},
  ): Promise<JobVocabulary> {
    return this.caller.json('GET', `/v1/jobs/${part(jobId)}/vocabulary`, { ...options, query: filter });
  }

  /** A deck to learn from, as a job of its own. */
  async deck(
    jobId: string,
    request: DeckRequest,
    options?: CreateOptions,
  ): Promise<JobHandle<'vocabulary.exportDeck'>> {
    const path = `/v1/jobs/${part(jobId)}/deck`;
    return this.jobs.begun(await this.caller.create<Job<'vocabulary.exportDeck'>>(path, request, options));
  }

  /** Lines that were put right: what depends on them is made again, by a new job. */
  async edit(jobId: string, edits: readonly LineEdit[], options?: CreateOptions): Promise<JobHandle> {
    return this.jobs.begun(await this.caller.create<AnyJob>(`/v1/jobs/${part(jobId)}/edits`, { edits }, options));
  }
}

export class Glossaries extends EditableCollection<StoredGlossary, NewGlossary, GlossaryChange, GlossarySummary> {
  constructor(caller: Caller) {
    super(caller, '/v1/glossaries');
  }
}

/** What belongs together, and who may work on it. */
export class Projects extends EditableCollection<Project, NewProject, ProjectChange> {
  constructor(caller: Caller) {
    super(caller, '/v1/projects');
  }

  async members(id: string, options: CallOptions = {}): Promise<ProjectMember[]> {
    return (await this.caller.json<ProjectMembers>('GET', this.at(id, '/members'), options)).items;
  }

  setMember(
    id: string,
    userId: string,
    role: ProjectMember['role'],
    options: CallOptions = {},
  ): Promise<ProjectMember> {
    return this.caller.json('PUT', this.at(id, `/members/${part(userId)}`), { ...options, body: { role } });
  }

  removeMember(id: string, userId: string, options: CallOptions = {}): Promise<void> {
    return this.caller.json('DELETE', this.at(id, `/members/${part(userId)}`), options);
  }

  assets(id: string, query?: PageQuery, options: CallOptions = {}): AsyncGenerator<Upload, void, undefined> {
    return allOf(this.caller, this.at(id, '/assets'), query, options);
  }

  addAsset(id: string, uploadId: string, options: CallOptions = {}): Promise<void> {
    return this.caller.json('PUT', this.at(id, `/assets/${part(uploadId)}`), options);
  }

  removeAsset(id: string, uploadId: string, options: CallOptions = {}): Promise<void> {
    return this.caller.json('DELETE', this.at(id, `/assets/${part(uploadId)}`), options);
  }
}
