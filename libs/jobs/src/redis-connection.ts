import type { RedisHost, RedisTopology } from '@polyspool/service/redis-topology';
import { Cluster, type CommonRedisOptions, Redis } from 'ioredis';

/** Under this prefix stand all keys of the queues. */
const defaultPrefix = 'polyspool';
/** While nobody records a stream; what is recorded is trimmed long before. */
export const maxStreamLength = 1_000_000;

export type QueueConnection = RedisTopology & { readonly prefix?: string | undefined };

/** One node, the master that Sentinels name, or a Cluster: commands are the same. */
export type RedisClient = Redis | Cluster;

/**
 * In a Cluster the braces put all keys into one slot: children cross queues, and BullMQ's scripts touch several keys at
 * once. One node then has all the work, and the others take over from it.
 */
export function prefixOf(connection: QueueConnection) {
  const prefix = connection.prefix ?? defaultPrefix;
  return 'cluster' in connection ? `{${prefix}}` : prefix;
}

/** For those who wait as long as Redis is away, and for what blocks there for up to 10 s. */
export const openLasting = (connection: QueueConnection, onError: (error: Error) => void) =>
  open(connection, lasting, onError);

/** For those who would rather hear at once that Redis is away. A command that timed out may still have happened. */
export const openPrompt = (connection: QueueConnection, onError: (error: Error) => void) =>
  open(connection, prompt, onError);

interface Manner {
  readonly common: CommonRedisOptions & { readonly enableOfflineQueue: boolean };
  /** How often a Cluster is asked again, 0.1 s apart, where a key is or whether its node is back. */
  readonly redirections: number;
}

/** A socket that stays silent for longer than any command blocks leads nowhere: TCP alone would notice after 15 minutes. */
const lasting: Manner = {
  common: { maxRetriesPerRequest: null, enableOfflineQueue: true, socketTimeout: 15_000, connectTimeout: 5_000 },
  redirections: 100_000,
};

const prompt: Manner = {
  common: {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: 1_500,
    socketTimeout: 3_000,
    connectTimeout: 2_000,
  },
  redirections: 10,
};

const askAgainMs = 100;
const reconnectMs = (times: number) => Math.min(times * 50, 2_000);
/** A node that has become a replica is left for the master; the command is sent there. */
const leaveReplica = (error: Error) => (error.message.startsWith('READONLY') ? 2 : false);

function open(connection: QueueConnection, manner: Manner, onError: (error: Error) => void): RedisClient {
  return ('cluster' in connection ? openCluster(connection, manner) : openOne(connection, manner)).on('error', onError);
}

function openOne(connection: Exclude<QueueConnection, { cluster: unknown }>, { common }: Manner) {
  const options = { ...common, retryStrategy: reconnectMs, reconnectOnError: leaveReplica };
  if ('redisUrl' in connection) return new Redis(connection.redisUrl, options);
  const { sentinels, masterName, sentinelPassword } = connection;
  return new Redis({
    ...options,
    ...loginOf(connection),
    sentinels: sentinels.map(addressOf),
    name: masterName,
    sentinelPassword,
    sentinelCommandTimeout: 1_000,
    enableTLSForSentinelMode: connection.tls === true,
    ...(connection.tls ? { sentinelTLS: {} } : {}),
  });
}

function openCluster(connection: Extract<QueueConnection, { cluster: unknown }>, { common, redirections }: Manner) {
  const { enableOfflineQueue, ...node } = common;
  return new Cluster(connection.cluster.map(addressOf), {
    enableOfflineQueue,
    maxRedirections: redirections,
    retryDelayOnMoved: askAgainMs,
    retryDelayOnFailover: askAgainMs,
    retryDelayOnClusterDown: askAgainMs,
    redisOptions: { ...node, ...loginOf(connection) },
    // A certificate is for a name, not for the address behind it.
    ...(connection.tls ? { dnsLookup: (name, answer) => answer(null, name) } : {}),
  });
}

const addressOf = ({ host, port }: RedisHost) => ({ host, port });

const loginOf = ({ username, password, tls }: Exclude<QueueConnection, { redisUrl: unknown }>) => ({
  username,
  password,
  ...(tls ? { tls: {} } : {}),
});
