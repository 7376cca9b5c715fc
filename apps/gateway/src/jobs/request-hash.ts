import { createHash } from 'node:crypto';

/** The same for the same request, in whatever order its fields come. */
export const requestHash = (request: object) =>
  createHash('sha256').update(JSON.stringify(request, sortKeys)).digest('base64url');

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
