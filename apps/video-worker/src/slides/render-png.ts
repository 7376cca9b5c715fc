import sharp from 'sharp';
import type { SlideLayout } from './compose-slide.js';
import { writeSvg } from './write-svg.js';

const renderLimits = { limitInputPixels: 4096 * 4096, failOn: 'error' } as const;

/** A slide as PNG. It is drawn by librsvg and Pango in a thread of its own. */
export function renderPng(layout: SlideLayout, parts?: { withTexts: boolean }): Promise<Buffer> {
  return sharp(Buffer.from(writeSvg(layout, parts)), renderLimits)
    .timeout({ seconds: 60 })
    .flatten({ background: '#000000' })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
