import OpenAI from 'openai';
import { limitedFetch } from './limited-fetch.js';

export interface OpenAiServer {
  /** Up to `/v1`, of any server that speaks as OpenAI's does. */
  readonly url?: string | undefined;
  /** Servers of one's own mostly want none. */
  readonly apiKey?: string | undefined;
  readonly timeoutMs: number;
}

export const openAiUrl = 'https://api.openai.com/v1';

/** OpenAI's client without its own retries, as the queue knows for how long to try, and without what it takes from the environment. */
export function openAiClient({ url = openAiUrl, apiKey = 'none', timeoutMs }: OpenAiServer): OpenAI {
  const nobodyElse = { organization: null, project: null, logLevel: 'off' } as const;
  return new OpenAI({ apiKey, baseURL: url, maxRetries: 0, timeout: timeoutMs, fetch: limitedFetch, ...nobodyElse });
}
