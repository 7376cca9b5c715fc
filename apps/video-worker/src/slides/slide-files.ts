import type { SlideFormat } from '@polyspool/contracts/slides';
import { renderPdf } from '@polyspool/media/render-pdf';
import { stillVideo } from '@polyspool/media/still-video';
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { SlideLayout } from './compose-slide.js';
import { renderPng } from './render-png.js';
import { writePptx } from './write-pptx.js';
import { writeSvg } from './write-svg.js';

export interface SlideWriting {
  readonly layout: SlideLayout;
  /** For files on the way; it is gone afterwards. */
  readonly folder: string;
  /** How long a film plays. */
  readonly seconds: number;
  readonly signal: AbortSignal;
}

interface FormatOfSlide {
  readonly mediaType: string;
  readonly write: (writing: SlideWriting) => Promise<Uint8Array | Readable>;
}

export const slideFormats: Readonly<Record<SlideFormat, FormatOfSlide>> = {
  png: { mediaType: 'image/png', write: ({ layout }) => renderPng(layout) },
  pdf: {
    mediaType: 'application/pdf',
    write: ({ layout, folder, signal }) => renderPdf({ pages: [writeSvg(layout)], folder, signal }),
  },
  pptx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    write: ({ layout }) => writePptx(layout),
  },
  mp4: { mediaType: 'video/mp4', write: writeFilm },
};

async function writeFilm({ layout, folder, seconds, signal }: SlideWriting) {
  const picturePath = join(folder, 'film.png');
  const output = join(folder, 'slide.mp4');
  await writeFile(picturePath, await renderPng(layout));
  const format = { ...layout.size, framesPerSecond: 25 } as const;
  await stillVideo({ picturePath, seconds, format, as: 'film', output, signal });
  return createReadStream(output);
}
