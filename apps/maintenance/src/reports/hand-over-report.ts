import { Injectable } from '@nestjs/common';
import type { ReportFormat } from '@polyspool/contracts/reports';
import type { Warning } from '@polyspool/contracts/warning';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { renderPdf } from '@polyspool/media/render-pdf';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { MailReport } from './mail-report.js';
import { mostRows } from './pages/blocks.js';
import { writePages } from './pages/write-pages.js';
import type { ReportDocument } from './report-document.js';
import { writeCsv } from './write-csv.js';

/** What all jobs that make reports have. */
export interface ReportJob extends Pick<RunningJob, 'id' | 'signal' | 'artifact'> {
  readonly input: { readonly formats: readonly ReportFormat[]; readonly mail: boolean };
  report(step: 'gather' | 'write' | 'mail', fraction: number): void;
}

export interface MadeReport {
  readonly document: ReportDocument;
  /** As its contract has it. */
  readonly content: object;
}

/** Writes a report in each of the formats asked for, and mails where it is. */
@Injectable()
export class HandOverReport {
  constructor(private readonly mail: MailReport) {}

  /** Answers how many rows the report has, and what could not be done. */
  async run(job: ReportJob, made: MadeReport): Promise<{ rows: number; warnings: Warning[] }> {
    const formats = [...new Set(job.input.formats)];
    for (const [at, format] of formats.entries()) {
      job.signal.throwIfAborted();
      job.report('write', at / formats.length);
      const file = { name: `report.${format}`, kind: 'report', mediaType: mediaTypes[format] } as const;
      await job.artifact(file, await write(format, made, job.signal));
    }
    const warnings = formats.includes('pdf') ? cutTables(made.document) : [];
    if (job.input.mail) {
      job.report('mail', 0);
      warnings.push(...(await this.mail.run(job.id, made.document)));
    }
    return { rows: made.document.list.rows.length, warnings };
  }
}

const mediaTypes: Readonly<Record<ReportFormat, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
};

async function write(format: ReportFormat, { document, content }: MadeReport, signal: AbortSignal) {
  if (format === 'json') return JSON.stringify(content, null, 2);
  if (format === 'csv') return writeCsv(document.list);
  return withTemporaryFolder('report', (folder) => renderPdf({ pages: writePages(document), folder, signal }));
}

const cutTables = ({ sections }: ReportDocument): Warning[] =>
  sections.flatMap(({ title, table }) => {
    const rows = table?.rows.length ?? 0;
    if (rows <= mostRows) return [];
    return [{ code: 'report.tableCut', detail: `${title}: report.pdf has the first ${mostRows} of ${rows} rows` }];
  });
