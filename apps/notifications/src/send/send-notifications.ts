import { Injectable } from '@nestjs/common';
import { notificationJobs } from '@polyspool/contracts/notifications';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { TellAll } from '../deliver/tell-all.js';
import { noticeOfText } from './notice-of-text.js';

/** A message of somebody to some. */
@Injectable()
export class SendNotifications implements JobHandler<typeof notificationJobs.send> {
  constructor(private readonly tellAll: TellAll) {}

  async run({ id, attempt, input, signal, report }: RunningJob<typeof notificationJobs.send>) {
    const { recipients, subject, message, topic, channels } = input;
    const notification = {
      jobId: id,
      topic,
      channels,
      notice: () => noticeOfText(subject, message),
      later: (userId: string, channel: 'inApp' | 'email' | 'sms') => ({
        contract: notificationJobs.send,
        input: { recipients: [{ userId }], subject, message, topic, channels: [channel] },
      }),
    };
    return this.tellAll.run(recipients, notification, {
      attempt,
      signal,
      report: (fraction) => report('send', fraction),
    });
  }
}
