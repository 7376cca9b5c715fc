import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { z } from 'zod';
import { readMountedValues } from './mounted-values.js';
import { type RedisHost, topologyFaults } from './redis-topology.js';

/**
 * Reads the environment once. Call it only from an app's `env.ts`; everything else takes values.
 * An empty variable counts as absent, as `NAME=` in a file means; `NAME_FILE` names a file with the value, as secrets are
 * mounted. With `redisEnv` one Redis has to be named, unless the service does without.
 */
export function readEnv<Shape extends z.ZodRawShape>(
  shape: Shape,
  source: Readonly<Record<string, string | undefined>> = process.env,
  { isRedisOptional = false } = {},
) {
  const said = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const mounted = readMountedValues(Object.keys(shape), said);
  const given = { ...said, ...mounted.values };
  const result = z.object(shape).safeParse(given);
  const faults = [
    ...mounted.faults,
    ...(result.error?.issues ?? []).map((issue) => `${issue.path.join('.')}: ${issue.message}`),
    ...('REDIS_CLUSTER' in shape ? topologyFaults(given, isRedisOptional) : []),
  ];
  if (result.success && !faults.length) return Object.freeze(result.data);
  throw new BadEnvironment(faults);
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
  /** Gets every line as JSON, beside standard output. */
  LOG_FILE: z.string().optional(),
  /** After SIGTERM requests are still taken for so long: a balancer sends some until it has seen that this one ends. */
  SHUTDOWN_DELAY_S: z.coerce.number().min(0).default(0),
  /** How long running work may go on then. */
  SHUTDOWN_GRACE_S: z.coerce.number().positive().default(25),
};

/** `host:port`, with commas between. */
const hosts = z.string().transform((text, context): readonly RedisHost[] =>
  text.split(',').map((part) => {
    const [, host = '', port] = /^\s*\[?([\w.:-]+?)\]?:(\d{1,5})\s*$/.exec(part) ?? [];
    if (!host || Number(port) > 65_535) context.addIssue(`${part.trim()} is no host:port`);
    return { host, port: Number(port) };
  }),
);

/** One node, or one that Sentinels name, or a Cluster: exactly one of the three. */
export const redisEnv = {
  /** One node, with its password; rediss: is TLS. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Celery's name for it, where REDIS_URL and the others say nothing. */
  CELERY_BROKER_URL: z.url().optional(),
  REDIS_SENTINELS: hosts.optional(),
  /** What the Sentinels call the master and its replicas. */
  REDIS_SENTINEL_NAME: z.string().optional(),
  REDIS_SENTINEL_PASSWORD: z.string().optional(),
  REDIS_CLUSTER: hosts.optional(),
  /** Of the nodes behind the Sentinels or in the Cluster. */
  REDIS_USERNAME: z.string().optional(),
  REDIS_PASSWORD: z.string().optional(),
  REDIS_TLS: z.stringbool().optional(),
  /** Under this prefix stand all keys of the queues: the same for every service of one installation. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .default('polyspool'),
};

/** A folder that all see, or a bucket: `file:///folder`, `s3://bucket/folder?region=...&endpoint=...`. */
export const storageEnv = { STORAGE_URL: z.url({ protocol: /^(file|s3)$/ }) };

/** Of those that keep things in Postgres: its address, and how many connections each replica may have. */
export const databaseEnv = (connections = 10) => ({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(1_000).default(connections),
});

export type ServiceEnv = Readonly<z.output<z.ZodObject<typeof serviceEnv>>>;
