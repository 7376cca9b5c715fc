import { AppError } from '@polyspool/contracts/errors';
import type { FileKind } from './file-kind.js';

/** Most bytes of one file, by what it is. What is not named is not taken. */
export interface SizeLimits {
  readonly recording?: number;
  readonly document?: number;
}

/** While it is not known yet what a file is. */
export const largestOf = ({ recording = 0, document = 0 }: SizeLimits) => Math.max(recording, document);

export const limitFor = ({ kind }: FileKind, limits: SizeLimits) =>
  kind === 'document' ? limits.document : limits.recording;

export const tooLarge = (maxBytes: number) =>
  new AppError('upload.tooLarge', `A file may have ${maxBytes} bytes, and this one has more`);

export function unsupported({ recording, document }: SizeLimits) {
  const taken = [...(recording ? ['a video or audio file'] : []), ...(document ? ['a PDF'] : [])];
  return new AppError('upload.unsupported', `Its first bytes are not those of ${taken.join(' or ')}`);
}
