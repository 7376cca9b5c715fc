import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import type { MessageLog } from '../message-log.js';
import { HttpSmsSender } from './http-sms-sender.js';
import { LogSmsSender } from './log-sms-sender.js';
import type { SmsEnv } from './sms-env.js';
import type { SmsSender } from './sms-sender.js';

/** What the environment names. Throws `BadEnvironment` where it says it only in part. */
export function openSmsSender(env: SmsEnv, log: MessageLog): SmsSender {
  if (env.SMS_ACCOUNT === undefined) return new LogSmsSender(log);
  const { SMS_TOKEN: token, SMS_FROM: from, SMS_ACCOUNT: account, SMS_URL: url } = env;
  if (token !== undefined && from !== undefined) return new HttpSmsSender({ account, token, from, url });
  const missing = (['SMS_TOKEN', 'SMS_FROM'] as const).filter((name) => env[name] === undefined);
  throw new BadEnvironment(missing.map((name) => `${name}: needed with SMS_ACCOUNT`));
}
