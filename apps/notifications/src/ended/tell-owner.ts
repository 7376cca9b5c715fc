import { Injectable } from '@nestjs/common';
import { notificationJobs, type Topic } from '@polyspool/contracts/notifications';
import { type Contact, ContactPreferences } from '@polyspool/database/contact-preferences';
import type { Statements } from '@polyspool/database/database';
import type { EndedJob } from '@polyspool/database/ended-jobs';
import { SystemJobs } from '../send/system-jobs.js';
import type { EndedJobFollower } from './ended-job-follower.js';

/** Who has waited no longer has seen it end. */
const worthTellingMs = 10_000;

/** Has owners told of their jobs: what failed or took its time, and whatever they have said they want to hear of. */
@Injectable()
export class TellOwner implements EndedJobFollower {
  constructor(
    private readonly contacts: ContactPreferences,
    private readonly systemJobs: SystemJobs,
  ) {}

  async follow(tx: Statements, ended: readonly EndedJob[]) {
    const contacts = await this.contacts.contacts([...new Set(ended.map(({ userId }) => userId))], tx);
    const told = ended.filter((job) => isToBeTold(job, contacts.get(job.userId)));
    if (!told.length) return undefined;
    const inputs = told.map(({ jobId, run }) => ({ jobId, run }));
    return this.systemJobs.accept(tx, notificationJobs.processingComplete, inputs);
  }
}

/** Nobody is told of what they have cancelled themselves. */
export const topicOf = (status: string): Topic | undefined =>
  status === 'succeeded' ? 'jobSucceeded' : status === 'failed' || status === 'expired' ? 'jobFailed' : undefined;

function isToBeTold({ status, startedAt, at }: EndedJob, contact: Contact | undefined) {
  const topic = topicOf(status);
  if (!topic || !contact) return false;
  const chosen = contact.preferences.channels[topic];
  if (chosen) return chosen.length > 0;
  return topic === 'jobFailed' || (startedAt !== null && at.getTime() - startedAt.getTime() > worthTellingMs);
}
