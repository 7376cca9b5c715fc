import { encryptionEnv } from '@polyspool/jobs/packing/encryption-env';
import { queueEnv } from '@polyspool/jobs/queue-env';
import { mailEnv } from '@polyspool/messengers/mail/mail-env';
import { smsEnv } from '@polyspool/messengers/sms/sms-env';
import { webhookEnv } from '@polyspool/messengers/webhook/webhook-env';
import { databaseEnv, readEnv, redisEnv, serviceEnv, storageEnv } from '@polyspool/service/env';
import { z } from 'zod';

export const env = readEnv({
  ...serviceEnv,
  ...redisEnv,
  // A delivery holds a connection until the other side has answered.
  ...databaseEnv(20),
  ...storageEnv,
  ...encryptionEnv,
  ...mailEnv,
  ...smsEnv,
  ...webhookEnv,
  ...queueEnv(['notifications']),
  /** Signs the links by which people unsubscribe. The gateway's. */
  LINK_SECRET: z.string().min(32),
  /** Where people reach the gateway: links in mails begin with it. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:8000'),
});

export type NotificationsEnv = typeof env;
