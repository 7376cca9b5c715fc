import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { maxChildren } from '@polyspool/contracts/queues';
import { type CorpusReport, type CorpusStatistics, reportJobs } from '@polyspool/contracts/reports';
import { type CorpusScope, CorpusSums, type IdRange } from '@polyspool/database/corpus-sums';
import { mergeStatistics, noStatistics } from '@polyspool/database/merge-statistics';
import { Projects } from '@polyspool/database/projects';
import { ReportAskers } from '@polyspool/database/report-askers';
import type { ChildResult, JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { corpusDocument } from './corpus-document.js';
import { HandOverReport } from './hand-over-report.js';

type StatisticsJob = RunningJob<typeof reportJobs.corpusStatistics>;

/** Records of one part. */
export const recordsPerPart = 1_000;

/** Sums over all records of a person or a project. Postgres sums; of the records themselves none comes here. */
@Injectable()
export class MakeCorpusStatistics implements JobHandler<typeof reportJobs.corpusStatistics> {
  constructor(
    private readonly sums: CorpusSums,
    private readonly askers: ReportAskers,
    private readonly projects: Projects,
    private readonly handOver: HandOverReport,
  ) {}

  async run(job: StatisticsJob) {
    const { part, projectId } = job.input;
    if (part) return { statistics: await this.sums.of(scopeOf(part.userId, projectId), part), warnings: [] };
    const userId = (await this.askers.of(job.id)).id;
    const statistics = await this.#gather(job, userId);
    const content = { madeAt: new Date().toISOString(), project: await this.#nameOf(projectId, userId), statistics };
    const { warnings } = await this.handOver.run(job, {
      content: content satisfies CorpusReport,
      document: corpusDocument(content),
    });
    return { statistics, warnings };
  }

  async #gather({ id, input: { projectId }, step, childStream, report }: StatisticsJob, userId: string) {
    report('parts', 0);
    const scope = scopeOf(userId, projectId);
    // Kept, so that it finds the same parts when it comes back from them.
    const ranges = await step('ranges', [id], async () => fewer(await this.sums.ranges(scope, recordsPerPart)));
    const [only] = ranges;
    if (ranges.length <= 1) return only ? this.sums.of(scope, only) : noStatistics;
    const parts = ranges.map((range) => ({ projectId, part: { userId, ...range } }));
    const results = await childStream(reportJobs.corpusStatistics, parts);
    report('gather', 0);
    let all = noStatistics;
    for await (const result of results) all = mergeStatistics([all, statisticsIn(result)]);
    return all;
  }

  async #nameOf(projectId: string | undefined, userId: string) {
    return projectId === undefined ? undefined : (await this.projects.find(projectId, userId))?.name;
  }
}

const scopeOf = (userId: string, projectId: string | undefined): CorpusScope =>
  projectId === undefined ? { userId } : { projectId };

/** As many parts as a job may have: neighbours are put together. */
export function fewer(ranges: readonly IdRange[], most = maxChildren): IdRange[] {
  const together = Math.ceil(ranges.length / most);
  if (together <= 1) return [...ranges];
  return Array.from({ length: Math.ceil(ranges.length / together) }, (_, at) => {
    const joined = ranges.slice(at * together, (at + 1) * together);
    return { ...joined[0], upTo: joined.at(-1)!.upTo }; // none of them is empty
  });
}

/** A part that is missing would make all sums wrong. */
function statisticsIn(result: ChildResult<typeof reportJobs.corpusStatistics>): CorpusStatistics {
  if (result.ok) return result.output.statistics;
  throw new AppError('process.failed', `A part failed: ${result.error.detail}`);
}
