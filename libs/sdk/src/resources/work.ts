import type { Caller } from '../calls/caller.js';
import { allOf, type Page, type PageQuery } from '../calls/pages.js';
import type {
  CorpusRecord,
  FilmEstimate,
  Job as AnyJob,
  JobTypes,
  NewRecord,
  RecordChange,
  Report,
  ReportRequest,
} from '../generated/contract.js';
import type { JobHandle } from '../jobs/job-handle.js';
import type { InputOf, Job, JobOptions, JobType } from '../jobs/job-types.js';
import type { Jobs } from '../jobs/jobs.js';
import type { CallOptions, CreateOptions } from '../options.js';
import { EditableCollection } from './collection.js';

/** An upload, or its id. */
export type UploadRef = string | { readonly id: string };

type Without<Fields extends string, Input> = Input extends unknown ? Omit<Input, Fields> : never;
/** What the job is told but for the upload, which comes before it. */
export type OptionsOf<Type extends JobType> = Without<'uploadId', InputOf<Type>>;

const idOf = (ref: UploadRef) => (typeof ref === 'string' ? ref : ref.id);

/** Recordings: subtitles, translations, words, films to learn from. */
export class Videos {
  constructor(private readonly jobs: Jobs) {}

  /** A whole recording: transcribed, translated, its words found, its subtitles written. */
  process(
    upload: UploadRef,
    options?: OptionsOf<'video.process'>,
    job?: JobOptions,
  ): Promise<JobHandle<'video.process'>> {
    return this.jobs.submit('video.process', { ...options, uploadId: idOf(upload) }, job);
  }

  /** Expressions worth learning, each with a clip, as one film. */
  processContent(
    upload: UploadRef,
    options?: OptionsOf<'video.processContent'>,
    job?: JobOptions,
  ): Promise<JobHandle<'video.processContent'>> {
    return this.jobs.submit('video.processContent', { ...options, uploadId: idOf(upload) }, job);
  }
}

/** PDFs in another language, page by page as they were. */
export class Documents {
  constructor(private readonly jobs: Jobs) {}

  translate(
    upload: UploadRef,
    options: OptionsOf<'pdf.translate'>,
    job?: JobOptions,
  ): Promise<JobHandle<'pdf.translate'>> {
    return this.jobs.submit('pdf.translate', { ...options, uploadId: idOf(upload) } as InputOf<'pdf.translate'>, job);
  }
}

/** Films of scripts. */
export class Generations {
  constructor(
    private readonly caller: Caller,
    private readonly jobs: Jobs,
  ) {}

  create(input: InputOf<'generation.fullVideo'>, job?: JobOptions): Promise<JobHandle<'generation.fullVideo'>> {
    return this.jobs.submit('generation.fullVideo', input, job);
  }

  /** What it would cost and how long it would take; nothing is made. */
  estimate(
    input: InputOf<'generation.fullVideo'> & { projectId?: string },
    options: CallOptions = {},
  ): Promise<FilmEstimate> {
    return this.caller.json('POST', '/v1/generations/estimate', { ...options, body: input, repeatable: true });
  }
}

/** Recordings of a corpus. */
export class Records extends EditableCollection<CorpusRecord, NewRecord, RecordChange> {
  constructor(
    caller: Caller,
    private readonly jobs: Jobs,
  ) {
    super(caller, '/v1/records');
  }

  processAudio(id: string, input: RecordOptions<'corpus.processAudio'> = {}, options?: CreateOptions) {
    return this.#begin<'corpus.processAudio'>(this.at(id, '/process-audio'), input, options);
  }

  analyzeContent(id: string, input: RecordOptions<'corpus.analyzeContent'> = {}, options?: CreateOptions) {
    return this.#begin<'corpus.analyzeContent'>(this.at(id, '/analyze-content'), input, options);
  }

  /** Many at once; each has a result of its own. */
  batch(input: InputOf<'corpus.batchProcess'> & { projectId?: string }, options?: CreateOptions) {
    return this.#begin<'corpus.batchProcess'>('/v1/batches', input, options);
  }

  async #begin<Type extends JobType>(path: string, input: object, options?: CreateOptions): Promise<JobHandle<Type>> {
    return this.jobs.begun(await this.caller.create<Job<Type>>(path, input, options));
  }
}

type RecordOptions<Type extends JobType> = Partial<Without<'recordId' | 'uploadId', JobTypes[Type]['input']>>;

export interface ReportFilter extends PageQuery {
  readonly type?: Report['type'] | undefined;
}

/** Reports that were asked for, and their files. */
export class Reports {
  constructor(
    private readonly caller: Caller,
    private readonly jobs: Jobs,
  ) {}

  async create(request: ReportRequest, options?: CreateOptions): Promise<JobHandle> {
    return this.jobs.begun(await this.caller.create<AnyJob>('/v1/reports', request, options));
  }

  list(filter?: ReportFilter, options: CallOptions = {}): Promise<Page<Report>> {
    return this.caller.json('GET', '/v1/reports', { ...options, query: filter });
  }

  all(filter?: ReportFilter, options: CallOptions = {}): AsyncGenerator<Report, void, undefined> {
    return allOf(this.caller, '/v1/reports', filter, options);
  }
}
