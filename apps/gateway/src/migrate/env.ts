import { readEnv } from '@polyspool/service/env';
import { z } from 'zod';

const Key = z.string().regex(/^psk_[\w-]{43}$/, 'A key is psk_ and 43 characters of base64url');

/** For the commands beside the service: they need the database only. */
export const env = readEnv({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  POLYSPOOL_USER_KEY: Key.optional(),
  POLYSPOOL_OPERATOR_KEY: Key.optional(),
  POLYSPOOL_ADMIN_KEY: Key.optional(),
  CELERY_BRIDGE_KEY: Key.optional(),
});
