import { AppError } from '@polyspool/contracts/errors';
import type { FileKind } from './file-kind.js';

/** Most bytes of one file, by what it is. What is not named is not taken. */
export interface SizeLimits {
  readonly recording?: number;
  readonly document?: number;
  readonly script?: number;
  /** Lists of texts. */
  readonly texts?: number;
}

/** While it is not known yet what a file is. */
export const largestOf = ({ recording = 0, document = 0, script = 0, texts = 0 }: SizeLimits) =>
  Math.max(recording, document, script, texts);

export function limitFor(kind: FileKind, limits: SizeLimits) {
  if (kind.kind === 'script') return kind.isList ? limits.texts : limits.script;
  return kind.kind === 'document' ? limits.document : limits.recording;
}

export const tooLarge = (maxBytes: number) =>
  new AppError('upload.tooLarge', `A file may have ${maxBytes} bytes, and this one has more`);

export function unsupported({ recording, document, script }: SizeLimits) {
  const taken = [...(recording ? ['a video or audio file'] : []), ...(document ? ['a PDF'] : [])];
  const text = script ? ', and it is no text in UTF-8 that is called .txt, .md, .fountain, .json or .jsonl' : '';
  return new AppError('upload.unsupported', `Its first bytes are not those of ${taken.join(' or ')}${text}`);
}
