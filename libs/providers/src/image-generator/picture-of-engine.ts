import { AppError } from '@polyspool/contracts/errors';
import type { PictureSize } from '@polyspool/contracts/film';
import type { Warning } from '@polyspool/contracts/warning';
import { markPicture } from './mark-picture.js';

/** What a model has made, in the size that was asked for, and marked. Throws `engine.failed` where it is no picture. */
export async function pictureOfEngine(engine: string, picture: Uint8Array, size: PictureSize): Promise<Buffer> {
  try {
    return await markPicture(picture, size, 'trainedAlgorithmicMedia');
  } catch (cause) {
    throw new AppError('engine.failed', `${engine} answered no picture`, { cause });
  }
}

/** Base64, also with the head that it has in a page. */
export const fromBase64 = (text: string) => Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64');

/** That a picture was made smaller than it is now. */
export function enlargedWarning(engine: string, made: PictureSize, wanted: PictureSize): Warning[] {
  if (made.width >= wanted.width && made.height >= wanted.height) return [];
  return [
    {
      code: 'image.enlarged',
      detail: `${engine} made ${made.width} x ${made.height}, enlarged to ${wanted.width} x ${wanted.height}`,
    },
  ];
}

export function ignoredWarning(engine: string, ignored: readonly (string | false | undefined)[]): Warning[] {
  const names = ignored.filter((name) => typeof name === 'string');
  return names.length > 0
    ? [{ code: 'image.optionIgnored', detail: `${engine} takes no ${names.join(' and no ')}` }]
    : [];
}
