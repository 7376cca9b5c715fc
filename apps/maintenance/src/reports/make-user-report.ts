import { Injectable } from '@nestjs/common';
import { UserReport } from '@polyspool/contracts/activity-report';
import type { reportJobs } from '@polyspool/contracts/reports';
import { ActivityReport } from '@polyspool/database/activity-report';
import { PersonThings } from '@polyspool/database/person-things';
import { ReportAskers } from '@polyspool/database/report-askers';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { activityFigures, activityList, activitySections } from './activity-sections.js';
import { daysBetween } from './days.js';
import { HandOverReport } from './hand-over-report.js';
import { bytesText, countText } from './numbers.js';
import type { ReportDocument } from './report-document.js';

/** What one person did. Who may ask for whom is decided where the job is accepted. */
@Injectable()
export class MakeUserReport implements JobHandler<typeof reportJobs.user> {
  constructor(
    private readonly activity: ActivityReport,
    private readonly askers: ReportAskers,
    private readonly people: PersonThings,
    private readonly handOver: HandOverReport,
  ) {}

  async run(job: RunningJob<typeof reportJobs.user>) {
    job.report('gather', 0);
    const { startDate, endDate, userId = (await this.askers.of(job.id)).id } = job.input;
    const { name } = await this.people.require(userId);
    const content = UserReport.parse({
      ...{ userId, name, startDate, endDate },
      madeAt: new Date().toISOString(),
      activity: await this.activity.of(daysBetween(startDate, endDate), userId),
      kept: await this.activity.keptBy(userId),
    });
    const made = await this.handOver.run(job, { content, document: documentOf(content) });
    return { startDate, endDate, jobs: content.activity.total.accepted, ...made };
  }
}

const documentOf = ({ name, startDate, endDate, madeAt, activity, kept }: UserReport): ReportDocument => ({
  title: `Report on ${name}`,
  subject: `${startDate} to ${endDate} (UTC)`,
  madeAt: new Date(madeAt),
  figures: [
    ...activityFigures(activity),
    { label: 'Records added', value: countText(activity.records) },
    { label: `Uploads kept (${bytesText(kept.uploads.bytes)})`, value: countText(kept.uploads.count) },
    { label: `Files kept (${bytesText(kept.files.bytes)})`, value: countText(kept.files.count) },
    { label: 'Records kept', value: countText(kept.records) },
  ],
  sections: activitySections(activity),
  list: activityList(activity),
});
