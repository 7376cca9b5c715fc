import type { Scope } from '@polyspool/contracts/api-keys';
import { AppError } from '@polyspool/contracts/errors';

type Area = 'jobs' | 'uploads' | 'library' | 'webhooks' | 'account' | 'admin';

/** Which part of the platform an address is of: the first that fits. What is not here opens with no key. */
const areas: readonly (readonly [address: RegExp, area: Area])[] = [
  [/^\/v1\/(admin|internal)(\/|$)|^\/internal\/|^\/metrics$/, 'admin'],
  [/^\/v1\/(me|notifications)(\/|$)|^\/api\/v1\/tasks\/export-data$/, 'account'],
  [/^\/v1\/webhooks(\/|$)/, 'webhooks'],
  [/^\/v1\/uploads(\/|$)/, 'uploads'],
  [/^\/v1\/records\/[^/]+\/(process-audio|analyze-content)$/, 'jobs'],
  [/^\/v1\/(projects|records|archive|glossaries|vocabulary|translation-memory)(\/|$)/, 'library'],
  [/^\/v1\/(jobs|videos|documents|generations|batches|reports|artifacts|catalogue)(\/|$)/, 'jobs'],
  // The addresses of the systems before this one.
  [/^\/(api|process|status|tasks|videos|ws|health)(\/|$)/, 'jobs'],
];

/** Who the key belongs to may be asked with every key. */
const open = /^\/v1\/me$/;
/** They are posted, and change nothing. */
const readings = /\/(link|estimate|preview)$/;
/** They take a file, and begin a job with it or are the way to one. */
const uploading = /^\/api\/.*\bupload\b/;

/**
 * What a key has to be made for, for that route (`/v1/jobs/:id`). Throws `auth.forbidden` for a route that nobody has thought
 * of: a test walks over all of them.
 */
export function scopesOf(method: string, route: string): readonly Scope[] {
  if (open.test(route)) return [];
  const area = areas.find(([address]) => address.test(route))?.[1];
  if (!area) throw new AppError('auth.forbidden', `No key opens ${route}`);
  if (uploading.test(route)) return ['uploads:write', 'jobs:write'];
  return [`${area}:${isReading(method, route) ? 'read' : 'write'}`];
}

/** Polls and the like: there may be more of them than of what begins work. */
export const isReading = (method: string, route: string) =>
  ['GET', 'HEAD', 'OPTIONS'].includes(method) || readings.test(route);
