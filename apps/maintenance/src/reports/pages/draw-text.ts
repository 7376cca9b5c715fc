import { escapeXml } from '@polyspool/media/escape-xml';
import { fitText } from './fit-text.js';
import { colours, fontFamily } from './page-style.js';

export interface TextStyle {
  readonly sizePt: number;
  readonly colour?: string;
  readonly isBold?: boolean;
  readonly anchor?: 'start' | 'end';
  /** What is longer is shortened. */
  readonly widthPt: number;
}

/** One line, with its baseline at `y`. */
export function drawText(text: string, x: number, y: number, style: TextStyle): string {
  const { sizePt, colour = colours.ink, isBold = false, anchor = 'start', widthPt } = style;
  const attributes = [
    `x="${round(x)}"`,
    `y="${round(y)}"`,
    `font-family="${fontFamily}"`,
    `font-size="${sizePt}"`,
    `font-weight="${isBold ? 600 : 400}"`,
    `fill="${colour}"`,
    `text-anchor="${anchor}"`,
  ];
  return `<text ${attributes.join(' ')}>${escapeXml(fitText(text, sizePt, widthPt))}</text>`;
}

export const drawRectangle = (box: Box, fill: string, radius = 0) =>
  `<rect x="${round(box.x)}" y="${round(box.y)}" width="${round(box.width)}" height="${round(box.height)}" rx="${radius}" fill="${fill}"/>`;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const round = (value: number) => Math.round(value * 100) / 100;
