import type { corpusJobs } from '@polyspool/contracts/corpus';
import { Job } from '@polyspool/contracts/job-status';
import {
  ArchiveState,
  CorpusRecord,
  CorpusRecordPage,
  type NewRecord,
  type RecordChange,
} from '@polyspool/contracts/records';
import { ReportPage, type ReportRequest, type ReportType } from '@polyspool/contracts/reports';
import { z } from 'zod';
import type { Call } from './call-gateway.js';

export type BatchAction = z.output<(typeof corpusJobs)['batchProcess']['input']>['action'];

/** Recordings of the corpus, and reports on them. */
export class RecordsClient {
  constructor(private readonly call: Call) {}

  /** `search` as the query of an address. */
  list = (search: string) => this.call(CorpusRecordPage, 'GET', `/v1/records?${search}`);
  find = (id: string) => this.call(CorpusRecord, 'GET', recordPath(id));
  add = (body: NewRecord) => this.call(CorpusRecord, 'POST', '/v1/records', { body });
  change = (id: string, body: RecordChange) => this.call(CorpusRecord, 'PATCH', recordPath(id), { body });
  remove = (id: string) => this.call(z.undefined(), 'DELETE', recordPath(id));

  process = (id: string) => this.call(Job, 'POST', recordPath(id, '/process-audio'), { body: {} });
  analyze = (id: string) => this.call(Job, 'POST', recordPath(id, '/analyze-content'), { body: {} });
  processMany = (recordIds: readonly string[], action: BatchAction) =>
    this.call(Job, 'POST', '/v1/batches', { body: { recordIds, action } });

  archive = () => this.call(ArchiveState, 'GET', '/v1/archive');

  reports = async (type: ReportType) => (await this.call(ReportPage, 'GET', `/v1/reports?type=${type}&limit=50`)).items;
  askReport = (body: z.input<typeof ReportRequest>) => this.call(Job, 'POST', '/v1/reports', { body });
}

const recordPath = (id: string, rest = '') => `/v1/records/${encodeURIComponent(id)}${rest}`;
