import { type MediaKind, mediaKindOf } from '@polyspool/media/media-kind';
import { open } from 'node:fs/promises';
import { type ScriptKind, scriptKindOf } from './script-kind.js';

export interface DocumentKind {
  readonly kind: 'document';
  readonly mediaType: 'application/pdf';
}

export type FileKind = MediaKind | DocumentKind | ScriptKind;

/** What the first bytes of a file say it is; undefined for all that nothing can be done with. The name counts for texts only. */
export async function fileKindOf(path: string, name: string): Promise<FileKind | undefined> {
  return (await mediaKindOf(path)) ?? (await documentKindOf(path)) ?? (await scriptKindOf(path, name));
}

/** Mail programs and servers put lines before the header, and every reader looks so far for it. */
const headerWithinBytes = 1024;

async function documentKindOf(path: string): Promise<DocumentKind | undefined> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headerWithinBytes), 0, headerWithinBytes, 0);
    const isPdf = buffer.subarray(0, bytesRead).includes('%PDF-');
    return isPdf ? { kind: 'document', mediaType: 'application/pdf' } : undefined;
  } finally {
    await file.close();
  }
}
