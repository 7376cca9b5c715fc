import { escapeXml } from '@polyspool/media/escape-xml';
import type { Box } from './fit-column.js';
import type { SlideLayout, SlideShape, SlideText } from './compose-slide.js';

/** Letters stand a little above the middle of their line. */
const baselineShare = 0.34;

/** A slide as SVG 1.1. The only reference in it is to the picture, whose bytes it holds. */
export function writeSvg(layout: SlideLayout, { withTexts = true } = {}): string {
  const { size, style, shapes, picture, texts } = layout;
  const [from, to] = style.background;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}">`,
    `<defs><linearGradient id="background" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#${from}"/><stop offset="1" stop-color="#${to}"/></linearGradient>`,
    picture ? `<clipPath id="frame">${rectangle(picture.box, 20)}</clipPath>` : '',
    `</defs><rect width="100%" height="100%" fill="url(#background)"/>`,
    ...shapes.map(shapeElement),
    picture ? pictureElement(picture) : '',
    ...(withTexts ? texts.flatMap((text) => textElements(text, layout)) : []),
    '</svg>',
  ].join('\n');
}

const shapeElement = ({ box, colour, radiusPx }: SlideShape) => rectangle(box, radiusPx, `fill="#${colour}"`);

const rectangle = ({ x, y, width, height }: Box, radius: number, fill = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${n(radius)}" ${fill}/>`;

function pictureElement({ box, image }: NonNullable<SlideLayout['picture']>) {
  const data = `data:${image.mediaType};base64,${Buffer.from(image.bytes).toString('base64')}`;
  const place = `x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${n(box.height)}"`;
  return `<image ${place} preserveAspectRatio="xMidYMid slice" clip-path="url(#frame)" xlink:href="${data}"/>`;
}

function textElements({ measured, box, sizePx, lineHeightPx, lines, role, align }: SlideText, { style }: SlideLayout) {
  const { families, rightToLeft, language } = measured.typeface;
  const x = { left: box.x, center: box.x + box.width / 2, right: box.x + box.width }[align];
  const attributes = [
    `font-family="${families.map((family) => `'${family}'`).join(', ')}"`,
    `font-size="${n(sizePx)}"`,
    `font-weight="${measured.bold ? 700 : 400}"`,
    `fill="#${style[role]}"`,
    `text-anchor="${anchorOf(align, rightToLeft)}"`,
    `direction="${rightToLeft ? 'rtl' : 'ltr'}"`,
    ...(language === undefined ? [] : [`xml:lang="${escapeXml(language)}"`]),
  ].join(' ');
  return lines.map((line, index) => {
    const y = box.y + lineHeightPx * (index + 0.5) + sizePx * baselineShare;
    return `<text x="${n(x)}" y="${n(y)}" ${attributes}>${escapeXml(line)}</text>`;
  });
}

/** A text that runs from right to left starts at its right end. */
function anchorOf(align: SlideText['align'], rightToLeft: boolean) {
  if (align === 'center') return 'middle';
  return (align === 'right') === rightToLeft ? 'start' : 'end';
}

const n = (value: number) => String(Math.round(value * 100) / 100);
