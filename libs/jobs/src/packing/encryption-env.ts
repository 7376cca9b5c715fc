import { z } from 'zod';
import { EncryptionKeys } from './encryption-keys.js';

export const keysSetting = z
  .string()
  .transform((text, context) => {
    try {
      return EncryptionKeys.parse(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
      return z.NEVER;
    }
  })
  .optional();

/** For every service that packs or unpacks jobs. */
export const encryptionEnv = { ENCRYPTION_KEYS: keysSetting };
