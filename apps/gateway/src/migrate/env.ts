import { readEnv } from '@polyspool/service/env';
import { z } from 'zod';

const LocalKey = z.string().regex(/^psk_[\w-]{43}$/, 'A key is psk_ and 43 characters of base64url');

/** For the commands beside the service: they need the database only. */
export const env = readEnv({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  POLYSPOOL_USER_KEY: LocalKey.optional(),
  POLYSPOOL_OPERATOR_KEY: LocalKey.optional(),
  POLYSPOOL_ADMIN_KEY: LocalKey.optional(),
});
