import type { MessageLog } from '../message-log.js';
import { LogMailer } from './log-mailer.js';
import type { MailEnv } from './mail-env.js';
import type { Mailer } from './mailer.js';
import { SmtpMailer } from './smtp-mailer.js';

/** What the environment names. */
export function openMailer({ MAIL_URL, MAIL_FROM, MAIL_TIMEOUT_S }: MailEnv, log: MessageLog): Mailer {
  if (MAIL_URL === undefined) return new LogMailer(log);
  return new SmtpMailer({ url: MAIL_URL, from: MAIL_FROM, timeoutMs: MAIL_TIMEOUT_S * 1000 });
}
