import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { isFields, packedOutputFields } from '@polyspool/contracts/packed-fields';
import { maxInputBytes } from '@polyspool/contracts/queues';
import { boxOf, type PackingParts, valueOf } from './packed-input.js';

const part = 'output';

/** A parsed output as it travels and rests, as inputs do. Throws `job.badOutput` for one that is too large even so. */
export async function packOutput(contract: JobContract, jobId: string, output: unknown, parts: PackingParts) {
  const packed = await replaced(contract, output, (value, field) =>
    boxOf(contract, { jobId, part, field }, value, parts),
  );
  // Some kinds answer nothing.
  const bytes = Buffer.byteLength(JSON.stringify(packed) ?? '');
  if (bytes <= maxInputBytes) return packed;
  throw new AppError('job.badOutput', `The output has ${bytes} bytes, and may have ${maxInputBytes}`);
}

/** The inverse of `packOutput`. Throws `storage.missing` and `key.unavailable`. */
export const unpackOutput = (contract: JobContract, jobId: string, packed: unknown, parts: PackingParts) =>
  replaced(contract, packed, (value, field) => valueOf({ jobId, part, field }, value, parts));

async function replaced(
  contract: JobContract,
  output: unknown,
  replace: (value: unknown, field: string) => Promise<unknown>,
): Promise<unknown> {
  if (!isFields(output)) return output;
  const fields = packedOutputFields(contract).filter((field) => output[field] !== undefined);
  const entries = await Promise.all(fields.map(async (field) => [field, await replace(output[field], field)] as const));
  return fields.length ? { ...output, ...Object.fromEntries(entries) } : output;
}
