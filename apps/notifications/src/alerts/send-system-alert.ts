import { Injectable } from '@nestjs/common';
import { type Channel, notificationJobs, type Recipient } from '@polyspool/contracts/notifications';
import { ContactPreferences } from '@polyspool/database/contact-preferences';
import { UntoldAlerts } from '@polyspool/database/untold-alerts';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { filled, phrasesIn } from '@polyspool/messengers/templates/phrases';
import { Links } from '../deliver/links.js';
import { TellAll } from '../deliver/tell-all.js';
import { noticeOfText } from '../send/notice-of-text.js';

/** Who hears of alerts without being a user here. Abstract so that Nest can inject it. */
export abstract class AlertAddresses {
  abstract readonly mails: readonly string[];
}

type Alerting = RunningJob<typeof notificationJobs.systemAlert>;

/** Tells all administrators, on what they have chosen, at any hour. */
@Injectable()
export class SendSystemAlert implements JobHandler<typeof notificationJobs.systemAlert> {
  constructor(
    private readonly contacts: ContactPreferences,
    private readonly alerts: UntoldAlerts,
    private readonly addresses: AlertAddresses,
    private readonly links: Links,
    private readonly tellAll: TellAll,
  ) {}

  async run({ id, attempt, input, signal, report }: Alerting) {
    const { key, throttleMinutes } = input;
    if (key !== undefined && !(await this.alerts.mayTell(key, id, throttleMinutes))) {
      return { deliveries: [], isThrottled: true, sent: 0, deferred: 0, suppressed: 0, failed: 0 };
    }
    const administrators = await this.contacts.administrators();
    // Whom somebody else may only claim to be is written to all the same.
    const mails = new Set(
      administrators.map(({ preferences: { email, emailVerified } }) =>
        emailVerified ? email?.toLowerCase() : undefined,
      ),
    );
    const recipients: Recipient[] = [
      ...administrators.map(({ userId }) => ({ userId })),
      ...this.addresses.mails.filter((email) => !mails.has(email.toLowerCase())).map((email) => ({ email })),
    ];
    const notification = {
      jobId: id,
      topic: 'systemAlert' as const,
      notice: (language: string) => this.#noticeOf(input, language),
      link: '/operations',
      later: (_userId: string, _channel: Channel) => ({ contract: notificationJobs.systemAlert, input }),
    };
    const job = { attempt, signal, report: (fraction: number) => report('send', fraction) };
    return { isThrottled: false, ...(await this.tellAll.run(recipients, notification, job)) };
  }

  #noticeOf({ severity, subject, message }: Alerting['input'], language: string) {
    const phrases = phrasesIn(language);
    return {
      ...noticeOfText(filled('{severity}: {subject}', { severity: phrases.alert[severity], subject }), message),
      tone: ({ info: 'plain', warning: 'warning', critical: 'bad' } as const)[severity],
      button: { label: phrases.openConsole, url: `${this.links.publicUrl}/operations` },
    };
  }
}
