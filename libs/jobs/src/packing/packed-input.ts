import { createHash } from 'node:crypto';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey } from '@polyspool/contracts/files';
import { Box, packedInputFields } from '@polyspool/contracts/packed-fields';
import { maxInputBytes } from '@polyspool/contracts/queues';
import { readText, type Storage } from '@polyspool/storage/storage';
import type { EncryptionKeys } from './encryption-keys.js';

/** A field that is called large goes to storage from here on, as JSON. */
const maxInlineBytes = 4 * 1024;

/** Abstract so that Nest can inject it. */
export abstract class PackingParts {
  abstract readonly storage: Storage;
  abstract readonly keys?: EncryptionKeys | undefined;
}

const part = 'input';

export type Fields = Readonly<Record<string, unknown>>;

/** Where the large fields of a job's input lie. */
export const inputFolder = (jobId: string): FileKey => FileKey.parse(`jobs/${jobId}/input`);

/**
 * A parsed input as it travels and rests: large fields in storage, sensitive ones encrypted. Throws `input.tooLarge`, and
 * `service.unavailable` where something is to be encrypted and there is no key.
 */
export async function pack(
  contract: JobContract,
  jobId: string,
  input: Fields,
  parts: PackingParts,
): Promise<Record<string, unknown>> {
  try {
    const packed = { ...input };
    for (const field of packedInputFields(contract)) {
      if (input[field] !== undefined)
        packed[field] = await boxOf(contract, { jobId, part, field }, input[field], parts);
    }
    if (Buffer.byteLength(JSON.stringify(packed)) <= maxInputBytes) return packed;
    throw new AppError('input.tooLarge', `The input of a job may have ${maxInputBytes} bytes`);
  } catch (error) {
    // A storage that is away keeps what it has until it is swept; the cause matters more.
    await parts.storage.removeFolder(inputFolder(jobId)).catch(() => undefined);
    throw error;
  }
}

/** The inverse of `pack`. Throws `storage.missing` and `key.unavailable`. */
export async function unpack(
  contract: JobContract,
  jobId: string,
  packed: Fields,
  parts: PackingParts,
): Promise<Record<string, unknown>> {
  const input = { ...packed };
  for (const field of packedInputFields(contract)) {
    if (packed[field] !== undefined) input[field] = await valueOf({ jobId, part, field }, packed[field], parts);
  }
  return input;
}

/** Throws `service.unavailable` where something is to be encrypted and there is no key: nothing sensitive rests in the clear. */
export function keysFor({ name }: Pick<JobContract, 'name'>, keys: EncryptionKeys | undefined): EncryptionKeys {
  if (keys) return keys;
  throw new AppError('service.unavailable', `${name} has sensitive fields, and ENCRYPTION_KEYS is not set`);
}

interface Place {
  readonly jobId: string;
  readonly part: 'input' | 'output';
  readonly field: string;
}

/** A field that its contract calls large or sensitive, as it travels and rests. */
export async function boxOf(contract: JobContract, place: Place, value: unknown, parts: PackingParts): Promise<Box> {
  const json = JSON.stringify(value);
  const { part, field } = place;
  const sealed = contract.sensitive?.[part]?.includes(field) ?? false;
  const content = sealed ? keysFor(contract, parts.keys).seal(json, sealOf(place)) : json;
  if (contract.large?.includes(field) && Buffer.byteLength(json) > maxInlineBytes) {
    const file = fileOf(place, content);
    await parts.storage.write(file, content);
    return { file, sealed };
  }
  return sealed ? { sealed: content } : { plain: JSON.parse(json) };
}

/** The inverse of `boxOf`. */
export async function valueOf(place: Place, value: unknown, { storage, keys }: PackingParts): Promise<unknown> {
  const box = Box.safeParse(value).data;
  if (!box) return value; // from before its contract marked it
  if ('plain' in box) return box.plain;
  const content = 'file' in box ? await readText(storage, ownFile(place, box.file)) : box.sealed;
  if (!box.sealed) return JSON.parse(content);
  if (!keys) throw new AppError('key.unavailable', 'ENCRYPTION_KEYS is not set');
  return JSON.parse(keys.open(content, sealOf(place)));
}

const folderOf = ({ jobId, part }: Place) => `jobs/${jobId}/${part}/`;

/** Named by what is in it, so that overlapping runs never write to the same file. */
function fileOf(place: Place, content: string) {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 32);
  return FileKey.parse(`${folderOf(place)}${place.field}.${hash}.json`);
}

/** What stands in the box is no way to the files of others. */
function ownFile(place: Place, file: string): FileKey {
  const key = FileKey.safeParse(file);
  if (key.success && file.startsWith(folderOf(place))) return key.data;
  throw new AppError('storage.missing', 'The file is not one of this job');
}

const sealOf = ({ jobId, part, field }: Place) => ({ jobId, field: `${part}.${field}` });
