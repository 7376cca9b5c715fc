import type { z } from 'zod';
import { AppError } from './errors.js';

/** Parses what comes from outside; throws `input.invalid` with a pointer (RFC 6901) for each fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw inputError(result.error.issues);
}

/** The error for what a schema found. */
export function inputError(issues: readonly z.core.$ZodIssue[]) {
  const pointers = issues.map((issue) => ({ pointer: pointerTo(issue), detail: issue.message }));
  const detail = pointers.map((fault) => `${fault.pointer || 'input'}: ${fault.detail}`).join('; ');
  return new AppError('input.invalid', detail.slice(0, 2_000), { pointers });
}

function pointerTo(issue: z.core.$ZodIssue) {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
