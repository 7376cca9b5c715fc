import type { SlideContent, SlideTemplate } from '@polyspool/contracts/slides';
import fc from 'fast-check';
import sharp from 'sharp';
import { composeSlide, type SlideLayout } from './compose-slide.js';
import type { Box } from './fit-column.js';
import { renderPng } from './render-png.js';
import { slideSamples } from './testing-slides.js';
import { TextRuler } from './text-ruler.js';

const ruler = new TextRuler();
const templates = ['card', 'dark', 'story'] as const;
const small = {
  card: { width: 960, height: 540 },
  dark: { width: 960, height: 540 },
  story: { width: 540, height: 960 },
};

const compose = (content: SlideContent, template: SlideTemplate) =>
  composeSlide(ruler, { content, template, size: small[template] });

describe('A slide', () => {
  const samples = Object.entries(slideSamples).flatMap(([name, content], index) => {
    const template = templates[index % templates.length]!;
    return [[name, template, content] as const];
  });

  it.each([
    ...samples,
    ['long', 'card', slideSamples['long']!] as const,
    ['arabic', 'story', slideSamples['arabic']!] as const,
  ])('in %s (%s) has no pixel of a text outside of its box', async (_, template, content) => {
    const layout = await compose(content, template);

    for (const text of layout.texts) {
      const ink = await inkOf({ ...layout, texts: [text] });
      expect(ink).toBeDefined();
      expect(outside(ink!, text.box, 2)).toEqual(0);
    }
  });

  it('keeps its texts apart and in the picture, however much of it there is', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'aeiouWM한글తెलక్షمرחabc'), minLength: 1, maxLength: 40 });
    const text = (most: number) =>
      fc
        .array(word, { minLength: 1, maxLength: Math.ceil(most / 8) })
        .map((words) => words.join(' ').slice(0, most).trim());
    const contents = fc.record({
      expression: text(300),
      translation: fc.option(text(300), { nil: undefined }),
      example: fc.option(text(500), { nil: undefined }),
      notes: fc.option(text(1000), { nil: undefined }),
      extra: fc.dictionary(text(60), text(200), { maxKeys: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(contents, fc.constantFrom(...templates), async (content, template) => {
        const { texts, size } = await compose(content as SlideContent, template);

        const page = { x: 0, y: 0, ...size };
        for (const { box } of texts) expect(outside(box, page, 0)).toBe(0);
        for (const [index, { box }] of texts.entries())
          for (const other of texts.slice(index + 1)) expect(overlap(box, other.box)).toBeLessThan(0.01);
      }),
      { numRuns: 12 },
    );
  });

  it('sets what runs from right to left at the right, with its bar', async () => {
    const { texts, shapes, size } = await compose(slideSamples['arabic']!, 'dark');

    const alignments = texts.map(({ role, align }) => [role, align]);
    expect(alignments).toContainEqual(['expression', 'right']);
    expect(alignments).toContainEqual(['translation', 'left']);
    expect(shapes.at(-1)!.box.x).toBeGreaterThan(size.width / 2);
  });

  it('breaks an expression before its words become small, and cuts only a word that would be tiny', async () => {
    const { texts } = await compose({ expression: 'm'.repeat(200), extra: {} }, 'card');

    const [expression] = texts;
    expect(expression!.lines.length).toBeGreaterThan(1);
    expect(expression!.lines.join('')).toBe('m'.repeat(200));
  });

  it('takes every size and shape of film', async () => {
    for (const size of [
      { width: 640, height: 360 },
      { width: 1080, height: 1080 },
      { width: 360, height: 1920 },
    ]) {
      const layout = await composeSlide(ruler, { content: slideSamples['english']!, template: 'dark', size });

      const { width, height } = await sharp(await renderPng(layout)).metadata();
      expect({ width, height }).toEqual(size);
    }
  });
});

/** Where a slide with its texts differs from one without. */
async function inkOf(layout: SlideLayout): Promise<Box | undefined> {
  const raw = (withTexts: boolean) =>
    renderPng(layout, { withTexts }).then((png) => sharp(png).greyscale().raw().toBuffer());
  const [written, blank] = await Promise.all([raw(true), raw(false)]);
  const { width } = layout.size;
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1];
  for (let at = 0; at < written.length; at += 1) {
    if (Math.abs(written[at]! - blank[at]!) < 24) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  return right < 0 ? undefined : { x: left, y: top, width: right - left, height: bottom - top };
}

/** By how many pixels more than `tolerance` it reaches out. */
function outside(inner: Box, outer: Box, tolerance: number) {
  const over = Math.max(
    outer.x - inner.x,
    outer.y - inner.y,
    inner.x + inner.width - outer.x - outer.width,
    inner.y + inner.height - outer.y - outer.height,
  );
  return over <= tolerance + 0.001 ? 0 : over;
}

function overlap(one: Box, other: Box) {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(0, Math.min(across, down));
}
