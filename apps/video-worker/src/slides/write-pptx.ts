import { writable } from '@polyspool/media/escape-xml';
import { createRequire } from 'node:module';
import type PptxGenJs from 'pptxgenjs';
import type { SlideLayout, SlideText } from './compose-slide.js';
import { renderPng } from './render-png.js';

type Presentation = PptxGenJs.default;

/** Its module for `import` calls itself CommonJS. */
const Presentation = createRequire(import.meta.url)('pptxgenjs') as typeof PptxGenJs.default;

/** PowerPoint counts in inches; a slide of 1920 pixels is 13.33 inches wide, as its own wide slides are. */
const pixelsPerInch = 144;
const pointsPerPixel = 72 / pixelsPerInch;
/** Line heights of its own fonts differ: a box may be a little higher than what it holds. */
const roomPx = 6;

/** A slide to be edited: every text a text box of its own, on a picture of everything behind them. */
export async function writePptx(layout: SlideLayout): Promise<Uint8Array> {
  const presentation = new Presentation();
  const { width, height } = layout.size;
  presentation.defineLayout({ name: 'slide', width: width / pixelsPerInch, height: height / pixelsPerInch });
  presentation.layout = 'slide';
  presentation.title = writable(layout.texts.find(({ role }) => role === 'expression')?.measured.text ?? '');
  presentation.company = '';
  const slide = presentation.addSlide();
  const ground = await renderPng(layout, { withTexts: false });
  slide.background = { data: `image/png;base64,${ground.toString('base64')}` };
  for (const text of layout.texts) addText(slide, text, layout);
  return (await presentation.write({ outputType: 'uint8array', compression: true })) as Uint8Array;
}

function addText(slide: ReturnType<Presentation['addSlide']>, text: SlideText, { style }: SlideLayout) {
  const { measured, box, sizePx, lineHeightPx, align, role } = text;
  const { family, rightToLeft, language } = measured.typeface;
  slide.addText(writable(measured.text), {
    x: box.x / pixelsPerInch,
    y: (box.y - roomPx / 2) / pixelsPerInch,
    w: box.width / pixelsPerInch,
    h: (box.height + roomPx) / pixelsPerInch,
    margin: 0,
    valign: 'middle',
    align,
    fontFace: family,
    fontSize: Math.max(1, Math.floor(sizePx * pointsPerPixel * 10) / 10),
    bold: measured.bold,
    color: style[role],
    lineSpacing: Math.max(1, Math.floor(lineHeightPx * pointsPerPixel * 10) / 10),
    rtlMode: rightToLeft,
    fit: 'shrink',
    objectName: role,
    ...(language !== undefined && { lang: language }),
  });
}
