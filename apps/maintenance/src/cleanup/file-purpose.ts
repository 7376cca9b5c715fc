import type { FileKey } from '@polyspool/contracts/files';
import type { OwnedFile } from '@polyspool/database/stored-files';

export type FilePurpose = Omit<OwnedFile, 'key'> | 'temporary' | 'step' | undefined;

/** What a file in storage is for, by its key. Undefined: nothing that a clean-up knows of, and so nothing for it to remove. */
export function filePurpose(key: FileKey): FilePurpose {
  if (temporary.test(key)) return 'temporary';
  const [folder, id = '', part = '', ...rest] = key.split('/');
  if (folder === 'steps') return 'step';
  if (!uuid.test(id)) return undefined;
  if (folder === 'uploads') return part === 'steps' && rest.length ? 'step' : { kind: 'upload', id };
  if (folder !== 'jobs' || !rest.length) return undefined;
  if (part === 'input' || part === 'output') return { kind: part, id };
  return uuid.test(part) ? { kind: 'made', id } : undefined;
}

/** What a write that broke off has left: a file is renamed when it is whole. */
const temporary = /(^|\/)\.(check-)?[\da-f]{8}-[\da-f-]{27}(\.part|\.check)?$/;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
