import { z } from 'zod';

/** Which provider sends text messages: one that speaks as Twilio does. Without an account, they are only logged. */
export const smsEnv = {
  SMS_ACCOUNT: z.string().optional(),
  SMS_TOKEN: z.string().optional(),
  SMS_FROM: z.string().optional(),
  SMS_URL: z.url({ protocol: /^https?$/ }).optional(),
};

export type SmsEnv = Readonly<z.output<z.ZodObject<typeof smsEnv>>>;
