import { z } from 'zod';

/**
 * Reads the environment once. Call it only from an app's `env.ts`; everything else takes values.
 * An empty variable counts as absent, as `NAME=` in a file means.
 */
export function readEnv<Shape extends z.ZodRawShape>(
  shape: Shape,
  source: Readonly<Record<string, string | undefined>> = process.env,
) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const result = z.object(shape).safeParse(given);
  if (result.success) return Object.freeze(result.data);
  throw new BadEnvironment(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

/** Its stack is its message: whoever starts the service wants the faults, not the place where they were found. */
export class BadEnvironment extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.stack = ['BadEnvironment:', ...faults].join('\n  ');
  }
}

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** What every service understands. */
export const serviceEnv = {
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Only this machine unless told otherwise; a container sets 0.0.0.0. */
  HOST: z.string().default('127.0.0.1'),
  /** 0 takes a free port; the start line says which. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  LOG_LEVEL: z.enum(logLevels).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
  /** How long running work may go on after SIGTERM. */
  SHUTDOWN_GRACE_S: z.coerce.number().positive().default(25),
};

export const redisEnv = {
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  /** Under this prefix stand all keys of the queues: the same for every service of one installation. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .default('polyspool'),
};

export const storageEnv = { STORAGE_URL: z.url({ protocol: /^file$/ }) };

export type ServiceEnv = Readonly<z.output<z.ZodObject<typeof serviceEnv>>>;
