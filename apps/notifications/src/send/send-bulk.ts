import { Injectable } from '@nestjs/common';
import { notificationJobs, type Recipient, recipientsPerPart } from '@polyspool/contracts/notifications';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';

/** The same to many, in parts that run beside one another. */
@Injectable()
export class SendBulk implements JobHandler<typeof notificationJobs.sendBulk> {
  async run({ input, report, children }: RunningJob<typeof notificationJobs.sendBulk>) {
    const { recipients, ...message } = input;
    const parts = partsOf(eachOnce(recipients));
    report('send', 0);
    const results = await children(
      notificationJobs.send,
      parts.map((part) => ({ ...message, recipients: part })),
      parts.map((part) => part.length),
    );
    report('count', 0);
    const counts = { sent: 0, deferred: 0, suppressed: 0, failed: 0 };
    for (const [index, result] of results.entries()) {
      if (!result.ok) counts.failed += parts[index]?.length ?? 0;
      else
        for (const status of ['sent', 'deferred', 'suppressed', 'failed'] as const)
          counts[status] += result.output[status];
    }
    return counts;
  }
}

/** Who is named twice is told once. */
function eachOnce(recipients: readonly Recipient[]): Recipient[] {
  const nameOf = (one: Recipient) =>
    'userId' in one ? one.userId.toLowerCase() : 'email' in one ? one.email.toLowerCase() : one.phone;
  return [...new Map(recipients.map((one) => [nameOf(one), one])).values()];
}

const partsOf = (recipients: readonly Recipient[]) =>
  Array.from({ length: Math.ceil(recipients.length / recipientsPerPart) }, (_, part) =>
    recipients.slice(part * recipientsPerPart, (part + 1) * recipientsPerPart),
  );
