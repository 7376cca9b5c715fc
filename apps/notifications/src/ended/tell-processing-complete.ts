import { Injectable } from '@nestjs/common';
import { errorCodes, isErrorCode } from '@polyspool/contracts/errors';
import type { JobSnapshot } from '@polyspool/contracts/job-status';
import { type Channel, notificationJobs } from '@polyspool/contracts/notifications';
import { JobRecords } from '@polyspool/database/job-records';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { noticeOfJob } from '@polyspool/messengers/templates/notice-of-job';
import { Links } from '../deliver/links.js';
import { TellAll } from '../deliver/tell-all.js';
import { topicOf } from './tell-owner.js';

type Telling = RunningJob<typeof notificationJobs.processingComplete>;

/** Tells the owner of a job that it has ended, and what it has made. */
@Injectable()
export class TellProcessingComplete implements JobHandler<typeof notificationJobs.processingComplete> {
  constructor(
    private readonly jobs: JobRecords,
    private readonly links: Links,
    private readonly tellAll: TellAll,
  ) {}

  async run({ id, attempt, input, signal, report }: Telling) {
    const { jobId, run, channels } = input;
    const snapshot = await this.jobs.snapshot(jobId, undefined);
    const { ownerId, about } = (await this.jobs.ownerAndSubject(jobId)) ?? {};
    const topic = topicOf(snapshot?.job.status ?? '');
    // It was removed, or runs again: what there was to tell is no longer so.
    if (!snapshot || !ownerId || snapshot.job.run !== run || !topic) return nobody;
    const facts = { ...this.#factsOf(snapshot, ownerId), about };
    const notification = {
      jobId: id,
      topic,
      channels,
      notice: (language: string) => noticeOfJob(facts, language),
      link: this.links.jobPath(jobId),
      about: jobId,
      later: (_userId: string, channel: Channel) => ({
        contract: notificationJobs.processingComplete,
        input: { jobId, run, channels: [channel] },
      }),
    };
    return this.tellAll.run([{ userId: ownerId }], notification, {
      attempt,
      signal,
      report: (fraction) => report('send', fraction),
    });
  }

  #factsOf({ job, artifacts }: JobSnapshot, ownerId: string) {
    const { id, type, status, error, createdAt, startedAt = createdAt, finishedAt = startedAt } = job;
    const files = artifacts
      .filter(({ jobId }) => jobId === id)
      .map(({ id: artifactId, name, bytes }) => ({ name, bytes, url: this.links.artifact(artifactId, ownerId) }));
    return {
      type,
      status: status === 'succeeded' || status === 'failed' ? status : ('expired' as const),
      tookMs: Date.parse(finishedAt) - Date.parse(startedAt),
      reason: error && (isErrorCode(error.code) ? errorCodes[error.code].title : error.code),
      files,
      url: this.links.job(id),
    };
  }
}

const nobody = { deliveries: [], sent: 0, deferred: 0, suppressed: 0, failed: 0 };
