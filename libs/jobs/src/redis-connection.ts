import { Redis } from 'ioredis';

/** Under this prefix stand all keys of the queues. */
export const defaultPrefix = 'polyspool';
export const maxStreamLength = 1_000_000;

export interface QueueConnection {
  readonly redisUrl: string;
  readonly prefix?: string | undefined;
}

/** For those who wait as long as Redis is away. */
export const lastingOptions = (redisUrl: string) => ({
  url: redisUrl,
  maxRetriesPerRequest: null,
});

/** For those who would rather hear at once that Redis is away. A command that timed out may still have happened. */
export const promptOptions = (redisUrl: string) => ({
  url: redisUrl,
  maxRetriesPerRequest: 1,
  commandTimeout: 1_500,
  enableOfflineQueue: false,
});

type Options = ReturnType<typeof lastingOptions | typeof promptOptions>;

export function openRedis({ url, ...options }: Options, onError: (error: Error) => void) {
  return new Redis(url, options).on('error', onError);
}
