import { z } from 'zod';
import { Networks } from './networks.js';

/** For every service that checks or calls the addresses of webhooks. */
export const webhookEnv = {
  /** Networks that are not public and may be called all the same: `127.0.0.0/8,10.1.0.0/16`. */
  WEBHOOK_ALLOWED_NETWORKS: z
    .string()
    .default('')
    .transform((text, context) => {
      try {
        return Networks.parse(text);
      } catch (error) {
        context.addIssue({ code: 'custom', message: (error as Error).message });
        return z.NEVER;
      }
    }),
};
