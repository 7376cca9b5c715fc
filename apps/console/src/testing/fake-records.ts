import type { Job } from '@polyspool/contracts/job-status';
import type { CorpusRecord, NewRecord, RecordChange } from '@polyspool/contracts/records';
import type { Report } from '@polyspool/contracts/reports';
import { aJob, aProblem, ids } from './examples.js';
import type { Answer } from './fake-operations.js';
import { aRecord } from './record-examples.js';

/** The routes for recordings and reports, over plain lists that a test fills. */
export class FakeRecords {
  /** The newest first. */
  records: CorpusRecord[] = [];
  reports: Report[] = [];
  pageSize = Infinity;
  hasArchive = true;
  /** What was added, changed, and asked of many at once. */
  readonly asked: Record<string, unknown>[] = [];
  /** What the next work is refused with. */
  refusal: Answer | undefined;

  constructor(private readonly jobs: Map<string, Job>) {}

  answer(method: string, url: URL, body: unknown): Answer {
    const [, , resource = '', id = '', part = ''] = url.pathname.split('/');
    const sent = body ? (JSON.parse(String(body)) as Record<string, unknown>) : {};
    if (method !== 'GET' && !part) this.asked.push(sent);
    if (resource === 'archive') return [200, { isConfigured: this.hasArchive }];
    if (resource === 'batches') return this.begin('corpus.batchProcess', sent);
    if (resource === 'reports') return method === 'GET' ? [200, { items: this.reports }] : this.report(sent);
    if (part === 'process-audio') return this.begin('corpus.processAudio', { recordId: id });
    if (part === 'analyze-content') return this.begin('corpus.analyzeContent', { recordId: id });
    if (!id) return method === 'GET' ? this.page(url.searchParams) : this.add(sent as NewRecord);
    return this.one(method, id, sent);
  }

  private page(query: URLSearchParams): Answer {
    const found = this.records.filter((record) => fits(record, query));
    const from = Number(query.get('cursor') ?? 0);
    const end = from + this.pageSize;
    return [200, { items: found.slice(from, end), ...(end < found.length && { nextCursor: String(end) }) }];
  }

  private add(asked: NewRecord): Answer {
    const added = aRecord({ ...asked, id: ids.child(70), measures: undefined, measuredBy: undefined, state: 'none' });
    this.records.unshift(added);
    return [201, added];
  }

  private one(method: string, id: string, change: RecordChange): Answer {
    const record = this.records.find((one) => one.id === id);
    if (!record) return [404, aProblem(404, 'record.unknown', 'There is no such record', `No record ${id}`)];
    if (method === 'DELETE') {
      this.records = this.records.filter((one) => one !== record);
      return [204, undefined];
    }
    const kept = Object.fromEntries(Object.entries({ ...record, ...change }).filter(([, value]) => value !== null));
    this.records = this.records.map((one) => (one === record ? (kept as CorpusRecord) : one));
    return [200, kept];
  }

  private report(input: Record<string, unknown>): Answer {
    const id = ids.child(72);
    this.reports.unshift({
      id,
      type: 'corpusStatistics',
      status: 'queued',
      percent: 0,
      options: {},
      files: [],
      createdAt,
    });
    return this.begin('reports.corpusStatistics', input, id);
  }

  private begin(type: string, input: Record<string, unknown>, id = ids.child(71)): Answer {
    if (this.refusal) return this.refusal;
    const job = aJob({ id, type, input, status: 'queued', percent: 0, step: undefined });
    this.jobs.set(id, job);
    return [202, job];
  }
}

const { createdAt } = aJob();

function fits(record: CorpusRecord, query: URLSearchParams) {
  const q = query.get('q') ?? '';
  return (
    (record.title.includes(q) || (record.transcript?.text.includes(q) ?? false)) &&
    (['language', 'category', 'contributor', 'state'] as const).every(
      (field) => !query.has(field) || query.get(field) === record[field],
    )
  );
}
