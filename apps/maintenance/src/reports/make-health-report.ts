import { Injectable } from '@nestjs/common';
import { queueNames } from '@polyspool/contracts/catalogue';
import { HealthReport } from '@polyspool/contracts/health-report';
import type { reportJobs } from '@polyspool/contracts/reports';
import { HealthFigures } from '@polyspool/database/health-figures';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { type CheckResult, Readiness } from '@polyspool/service/readiness';
import { HandOverReport } from './hand-over-report.js';
import { healthDocument } from './health-document.js';
import { countText } from './numbers.js';

type HealthJob = RunningJob<typeof reportJobs.systemHealth>;
type Seen = Omit<HealthReport, 'status' | 'findings'>;

const msOfHour = 3_600_000;
/** More hours than these go by days. */
const mostHours = 72;

@Injectable()
export class MakeHealthReport implements JobHandler<typeof reportJobs.systemHealth> {
  constructor(
    private readonly figures: HealthFigures,
    private readonly readiness: Readiness,
    private readonly handOver: HandOverReport,
  ) {}

  async run(job: HealthJob) {
    job.report('gather', 0);
    const seen = await this.#look(job.input.hours);
    const findings = findingsOf(seen);
    const status = findings.length ? ('degraded' as const) : ('healthy' as const);
    const content = HealthReport.parse({ ...seen, status, findings });
    return { status, ...(await this.handOver.run(job, { content, document: healthDocument(content) })) };
  }

  async #look(hours: number): Promise<Seen> {
    const { figures } = this;
    const now = new Date();
    const unit = hours > mostHours ? 'day' : 'hour';
    const workers = await figures.workers();
    return {
      from: new Date(now.getTime() - hours * msOfHour).toISOString(),
      to: now.toISOString(),
      madeAt: now.toISOString(),
      checks: (await this.readiness.results()).map(checked),
      queues: await figures.queues(queueNames, hours, workers),
      workers: workers.map(({ name, startedAt, queues, active, rssBytes }) => ({
        ...{ name, active, rssBytes, startedAt: startedAt.toISOString(), queues: Object.keys(queues) },
      })),
      engines: await figures.engines(),
      deadLetters: await figures.deadLetters(hours),
      alerts: await figures.unseenAlerts(),
      unit,
      byTime: await figures.byTime(hours, unit),
      database: await figures.ofPostgres(),
      lastBackupAt: await figures.lastBackupAt(),
    };
  }
}

const checked = ({ name, ms, error }: CheckResult) => ({
  name,
  ok: error === undefined,
  ms: Math.round(ms),
  ...(error !== undefined && { detail: error instanceof Error ? error.message : String(error) }),
});

const findingsOf = ({ checks, queues, engines }: Seen) => [
  ...checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name} does not answer: ${detail}`),
  ...queues
    .filter(({ waiting, workers }) => waiting > 0 && workers === 0)
    .map(({ queue, waiting }) => `Nobody serves the queue ${queue}: ${countText(waiting)} waiting`),
  ...queues.filter(({ state }) => state !== 'open').map(({ queue, state }) => `The queue ${queue} is ${state}`),
  ...engines.filter(({ state }) => state !== 'closed').map(({ name }) => `The engine ${name} is down`),
];
