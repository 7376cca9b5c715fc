import { z } from 'zod';
import type { JobContract } from './define-jobs.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * How a field that its contract calls large or sensitive travels and rests: always in a box, so that no value can pass
 * for one.
 */
export const Box = z.union([
  z.strictObject({ plain: z.json() }),
  /** JSON, encrypted. */
  z.strictObject({ sealed: z.string().min(1) }),
  /** JSON in storage, encrypted where `sealed` says so. */
  z.strictObject({ file: z.string(), sealed: z.boolean() }),
]);
export type Box = Readonly<z.output<typeof Box>>;

export const sealedMark = '[sealed]';
export const largeMark = '[large]';

/** An input as people see it in lists and events: what is sensitive or lies elsewhere is only mentioned. */
export const shownInput = (contract: JobContract | undefined, packed: Fields): Record<string, unknown> =>
  replaced(packed, contract ? packedInputFields(contract) : []);

/** An output as people see it in lists and events. */
export function shownOutput(contract: JobContract | undefined, packed: unknown): unknown {
  const fields = contract ? packedOutputFields(contract) : [];
  return fields.length && isFields(packed) ? replaced(packed, fields) : packed;
}

export const packedInputFields = ({ large = [], sensitive }: JobContract) => [
  ...new Set([...large, ...(sensitive?.input ?? [])]),
];
export const packedOutputFields = ({ large = [], sensitive }: JobContract) => [
  ...new Set([...large, ...(sensitive?.output ?? [])]),
];

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function replaced(packed: Fields, fields: readonly string[]): Record<string, unknown> {
  const boxes = fields.filter((field) => packed[field] !== undefined);
  return { ...packed, ...Object.fromEntries(boxes.map((field) => [field, shown(packed[field])])) };
}

function shown(value: unknown) {
  const box = Box.safeParse(value);
  if (!box.success) return value; // from before its contract marked it
  if ('plain' in box.data) return box.data.plain;
  return 'file' in box.data && !box.data.sealed ? largeMark : sealedMark;
}
