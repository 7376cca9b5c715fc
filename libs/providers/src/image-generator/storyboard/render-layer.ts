import type { PictureSize } from '@polyspool/contracts/film';
import sharp from 'sharp';
import type { StoryboardLayer } from './draw-storyboard.js';
import type { PlacedText } from './place-sign.js';

/** Pixels of a layer, with their opacity. */
export interface RenderedLayer {
  readonly pixels: Buffer;
  readonly raw: { readonly width: number; readonly height: number; readonly channels: 4 };
}

const limits = { limitInputPixels: 4_096 ** 2, failOn: 'error' } as const;

/** Drawn by librsvg and Pango, in a thread of their own. */
export async function renderLayer({ svg, text }: StoryboardLayer, size: PictureSize): Promise<RenderedLayer> {
  const parts = text ? [await renderText(text)] : [];
  const pixels = await sharp(Buffer.from(svg), limits)
    .timeout({ seconds: 60 })
    .ensureAlpha()
    .composite(parts)
    .raw()
    .toBuffer();
  return { pixels, raw: { ...size, channels: 4 } };
}

async function renderText({ text, colour, x, y, width, height }: PlacedText) {
  const box = { width: Math.round(width), height: Math.round(height) };
  const { data, info } = await sharp({
    text: {
      text: `<span foreground="${colour}">${escaped(text)}</span>`,
      font: 'Noto Serif Bold',
      align: 'centre',
      rgba: true,
      ...box,
    },
  })
    .resize({ ...box, fit: 'inside', withoutEnlargement: true })
    .png()
    .toBuffer({ resolveWithObject: true });
  const [left, top] = [x + (width - info.width) / 2, y + (height - info.height) / 2];
  return { input: data, left: Math.round(left), top: Math.round(top) };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
