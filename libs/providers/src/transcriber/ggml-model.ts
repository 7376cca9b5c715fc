import { AppError } from '@polyspool/contracts/errors';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';

export interface GgmlModel {
  /** Without its path and ending: `ggml-base.en`. */
  readonly name: string;
  readonly isMultilingual: boolean;
}

const magic = 0x67676d6c;
/** Those of English only have one token less. */
const multilingualTokens = 51_865;

/** Reads the head of a Whisper model. Throws `engine.missing` where there is none, or something else. */
export async function readGgmlModel(path: string): Promise<GgmlModel> {
  const name = basename(path).replace(/\.bin$/, '');
  const head = Buffer.alloc(8);
  let bytes = 0;
  try {
    const file = await open(path);
    bytes = await file
      .read(head, 0, head.length, 0)
      .then(({ bytesRead }) => bytesRead)
      .finally(() => file.close());
  } catch (error) {
    throw new AppError('engine.missing', `The Whisper model cannot be read: ${name}`, { cause: error });
  }
  if (bytes < head.length || head.readUInt32LE(0) !== magic) {
    throw new AppError('engine.missing', `${name} is no Whisper model in the format of ggml`);
  }
  return { name, isMultilingual: head.readInt32LE(4) >= multilingualTokens };
}
