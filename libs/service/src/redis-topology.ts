export interface RedisHost {
  readonly host: string;
  readonly port: number;
}

/** With one node they stand in its URL. */
interface RedisLogin {
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly tls?: boolean | undefined;
}

export interface OneRedis {
  readonly redisUrl: string;
}

/** A master and its replicas: the Sentinels know which one is the master now. */
export interface SentinelRedis extends RedisLogin {
  readonly sentinels: readonly RedisHost[];
  readonly masterName: string;
  readonly sentinelPassword?: string | undefined;
}

export interface ClusterRedis extends RedisLogin {
  /** Some of its nodes: they name the others. */
  readonly cluster: readonly RedisHost[];
}

/** How the Redis of an installation is built. */
export type RedisTopology = OneRedis | SentinelRedis | ClusterRedis;

export interface RedisSettings {
  readonly REDIS_URL?: string | undefined;
  /** What Celery calls it. */
  readonly CELERY_BROKER_URL?: string | undefined;
  readonly REDIS_SENTINELS?: readonly RedisHost[] | undefined;
  readonly REDIS_SENTINEL_NAME?: string | undefined;
  readonly REDIS_SENTINEL_PASSWORD?: string | undefined;
  readonly REDIS_CLUSTER?: readonly RedisHost[] | undefined;
  readonly REDIS_USERNAME?: string | undefined;
  readonly REDIS_PASSWORD?: string | undefined;
  readonly REDIS_TLS?: boolean | undefined;
  readonly QUEUE_PREFIX?: string | undefined;
}

/** Some services do without. */
export const isRedisNamed = (env: RedisSettings) =>
  (env.REDIS_URL ?? env.REDIS_SENTINELS ?? env.REDIS_CLUSTER ?? env.CELERY_BROKER_URL) !== undefined;

/** `readEnv` has seen to it that exactly one is described. */
export function redisTopologyOf(env: RedisSettings): RedisTopology {
  const login = { username: env.REDIS_USERNAME, password: env.REDIS_PASSWORD, tls: env.REDIS_TLS };
  if (env.REDIS_CLUSTER) return { cluster: env.REDIS_CLUSTER, ...login };
  if (env.REDIS_SENTINELS && env.REDIS_SENTINEL_NAME) {
    const { REDIS_SENTINELS: sentinels, REDIS_SENTINEL_NAME: masterName, REDIS_SENTINEL_PASSWORD } = env;
    return { sentinels, masterName, sentinelPassword: REDIS_SENTINEL_PASSWORD, ...login };
  }
  const redisUrl = env.REDIS_URL ?? env.CELERY_BROKER_URL;
  if (redisUrl === undefined) throw new Error(missing);
  return { redisUrl };
}

const missing = 'REDIS_URL: needed, or REDIS_SENTINELS, or REDIS_CLUSTER';
const kinds = ['REDIS_URL', 'REDIS_SENTINELS', 'REDIS_CLUSTER'];

/** What is wrong with a set of variables, each of which is right by itself. */
export function topologyFaults(given: Readonly<Record<string, unknown>>, isOptional = false): string[] {
  const isGiven = (name: string) => given[name] !== undefined;
  const named = kinds.filter(isGiven);
  if (named.length > 1) return [`${named.join(', ')}: one of them, not several`];
  if (!named.length && isGiven('CELERY_BROKER_URL')) return brokerFaults(given);
  if (!named.length) return isOptional ? uselessBeside('no Redis', given) : [missing];
  const [kind = ''] = named;
  if (kind !== 'REDIS_SENTINELS') return uselessBeside(kind, given);
  return isGiven('REDIS_SENTINEL_NAME') ? [] : ['REDIS_SENTINEL_NAME: needed with REDIS_SENTINELS'];
}

function brokerFaults(given: Readonly<Record<string, unknown>>) {
  const isRedis = /^rediss?:/.test(String(given['CELERY_BROKER_URL']));
  return isRedis ? uselessBeside('CELERY_BROKER_URL', given) : ['CELERY_BROKER_URL: only redis:// and rediss://'];
}

/** A setting that would be passed over in silence is a mistake, most of all a password. */
function uselessBeside(kind: string, given: Readonly<Record<string, unknown>>) {
  const login = kind === 'REDIS_CLUSTER' ? [] : ['REDIS_USERNAME', 'REDIS_PASSWORD', 'REDIS_TLS'];
  return [...login, 'REDIS_SENTINEL_NAME', 'REDIS_SENTINEL_PASSWORD']
    .filter((name) => given[name] !== undefined)
    .map((name) => `${name}: means nothing with ${kind}`);
}

/** For logs: where it is, without its password. */
export function nameOfTopology(topology: RedisTopology): string {
  if ('redisUrl' in topology) return new URL(topology.redisUrl).host;
  if ('cluster' in topology) return `cluster ${hostList(topology.cluster)}`;
  return `${topology.masterName} by sentinel ${hostList(topology.sentinels)}`;
}

const hostList = (hosts: readonly RedisHost[]) => hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
