import { z } from 'zod';

/** Which mail server is used. Without one, mails are only logged. */
export const mailEnv = {
  MAIL_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.string().min(3).default('Polyspool <no-reply@polyspool.local>'),
  /** Of one mail. */
  MAIL_TIMEOUT_S: z.coerce.number().positive().max(300).default(30),
  /** Who hears of alerts beside administrators that have set an address: with commas between. */
  ALERT_MAILS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.email()))
    .default([]),
};

export type MailEnv = Readonly<z.output<z.ZodObject<typeof mailEnv>>>;
