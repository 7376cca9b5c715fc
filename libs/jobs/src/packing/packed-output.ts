import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { Box, isFields } from '@polyspool/contracts/packed-fields';
import type { EncryptionKeys } from './encryption-keys.js';
import { keysFor } from './packed-input.js';

/** A parsed output as it travels and rests: sensitive fields are encrypted. */
export function packOutput(contract: JobContract, jobId: string, output: unknown, keys: EncryptionKeys | undefined) {
  return replaced(contract, output, (value, field): Box => {
    const json = JSON.stringify(value);
    return { sealed: keysFor(contract, keys).seal(json, { jobId, field: `output.${field}` }) };
  });
}

/** The inverse of `packOutput`. Throws `key.unavailable`. */
export function unpackOutput(contract: JobContract, jobId: string, packed: unknown, keys: EncryptionKeys | undefined) {
  return replaced(contract, packed, (value, field) => {
    const box = Box.safeParse(value).data;
    if (!box || !('sealed' in box) || typeof box.sealed !== 'string') return value; // from before its contract marked it
    if (!keys) throw new AppError('key.unavailable', 'ENCRYPTION_KEYS is not set');
    return JSON.parse(keys.open(box.sealed, { jobId, field: `output.${field}` })) as unknown;
  });
}

function replaced(
  { sensitive }: JobContract,
  output: unknown,
  replace: (value: unknown, field: string) => unknown,
): unknown {
  if (!isFields(output)) return output;
  const fields = (sensitive?.output ?? []).filter((field) => output[field] !== undefined);
  if (!fields.length) return output;
  return { ...output, ...Object.fromEntries(fields.map((field) => [field, replace(output[field], field)])) };
}
