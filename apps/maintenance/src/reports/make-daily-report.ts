import { Injectable } from '@nestjs/common';
import { DailyReport } from '@polyspool/contracts/activity-report';
import type { reportJobs } from '@polyspool/contracts/reports';
import { ActivityReport } from '@polyspool/database/activity-report';
import { ReportAskers } from '@polyspool/database/report-askers';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { activityFigures, activityList, activitySections } from './activity-sections.js';
import { dayBefore, hoursOfDay } from './days.js';
import { HandOverReport } from './hand-over-report.js';
import { countText } from './numbers.js';
import type { ReportDocument } from './report-document.js';

/** One day of everybody. It names nobody, so that it can outlive whom it counts. */
@Injectable()
export class MakeDailyReport implements JobHandler<typeof reportJobs.daily> {
  constructor(
    private readonly activity: ActivityReport,
    private readonly askers: ReportAskers,
    private readonly handOver: HandOverReport,
  ) {}

  async run(job: RunningJob<typeof reportJobs.daily>) {
    job.report('gather', 0);
    // The day before it was asked for, however late it runs.
    const date = job.input.date ?? dayBefore((await this.askers.of(job.id)).askedAt);
    const span = hoursOfDay(date);
    const content = DailyReport.parse({
      date,
      madeAt: new Date().toISOString(),
      activity: await this.activity.of(span),
      people: await this.activity.people(span),
      platform: await this.activity.ofPlatform(span),
    });
    const made = await this.handOver.run(job, { content, document: documentOf(content) });
    const { accepted, failed } = content.activity.total;
    return { date, jobs: accepted, failed, ...made };
  }
}

const documentOf = ({ date, madeAt, activity, people, platform }: DailyReport): ReportDocument => ({
  title: 'Daily report',
  subject: `${date} (UTC)`,
  madeAt: new Date(madeAt),
  figures: [
    ...activityFigures(activity),
    { label: 'People active', value: `${countText(people.active)} of ${countText(people.total)}` },
    { label: 'People who joined', value: countText(people.joined) },
    { label: 'Records added', value: countText(activity.records) },
    { label: 'Jobs of the platform', value: countText(platform.succeeded + platform.failed) },
    {
      label: 'Of these failed',
      value: countText(platform.failed),
      ...(platform.failed > 0 && { tone: 'bad' as const }),
    },
  ],
  sections: activitySections(activity),
  list: activityList(activity),
});
