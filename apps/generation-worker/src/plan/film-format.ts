import type { AspectRatio, FilmQuality, PictureSize } from '@polyspool/contracts/film';
import { framesPerSecond } from '@polyspool/contracts/scene-clip';
import type { ClipFormat } from '@polyspool/media/clip-format';

export interface Look {
  readonly aspectRatio: AspectRatio;
  readonly quality: FilmQuality;
}

const finalSizes: Readonly<Record<AspectRatio, PictureSize>> = {
  '16:9': { width: 1280, height: 720 },
  '9:16': { width: 720, height: 1280 },
  '1:1': { width: 960, height: 960 },
};

const draftShare = 0.5;
/** Of the picture beyond the film: the camera can come so near before pixels show. */
const pictureShare = 1.25;

/** What all clips of a film have in common. */
export function filmFormat({ aspectRatio, quality }: Look): ClipFormat {
  const share = quality === 'draft' ? draftShare : 1;
  const { width, height } = finalSizes[aspectRatio];
  return { width: width * share, height: height * share, framesPerSecond };
}

/** Of the still from which a clip is made. */
export function pictureSize(look: Look): PictureSize {
  const { width, height } = filmFormat(look);
  return { width: width * pictureShare, height: height * pictureShare };
}
