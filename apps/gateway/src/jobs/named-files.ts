import { Injectable } from '@nestjs/common';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { ArtifactRecords } from '@polyspool/database/artifact-records';
import { validate } from 'uuid';
import { mapFields } from './map-fields.js';

type Fields = Readonly<Record<string, unknown>>;

/** Files in the input of a job are named by people as artifacts, and by workers as keys of the storage. */
@Injectable()
export class NamedFiles {
  constructor(private readonly artifacts: ArtifactRecords) {}

  /** With keys for ids: of what its owner sees, so that no key of anybody's is guessed. Throws `artifact.unknown`. */
  async resolve({ files = [] }: JobContract, input: Fields, viewerId: string | undefined): Promise<Fields> {
    const paths = files.map((file) => file.split('.'));
    const named: { id: string; pointer: string }[] = [];
    for (const path of paths) mapFields(input, path, (id, pointer) => void named.push({ id, pointer }));
    if (!named.length) return input;
    const ids = new Set(named.map(({ id }) => id).filter((id) => validate(id)));
    const found = await this.artifacts.named([...ids], viewerId);
    const keys = new Map(found.map(({ id, storageKey }) => [id, storageKey]));
    refuse(named.filter(({ id }) => !keys.has(id.toLowerCase())));
    return paths.reduce((fields, path) => mapFields(fields, path, (id) => keys.get(id.toLowerCase())) as Fields, input);
  }
}

function refuse(unknown: readonly { id: string; pointer: string }[]) {
  if (!unknown.length) return;
  const pointers = unknown.map(({ id, pointer }) => ({ pointer, detail: `No artifact ${id.slice(0, 64)}` }));
  const detail = pointers.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ');
  throw new AppError('artifact.unknown', detail.slice(0, 2_000), { pointers });
}
