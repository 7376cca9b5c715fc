import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';
import { join } from 'node:path';
import sharp from 'sharp';
import { modelVersion } from '../model-version.js';
import type { ImageGenerator, ImageRequest, MadeImage } from './image-generator.js';
import { withMark } from './mark-picture.js';
import { renderLayer, type RenderedLayer } from './storyboard/render-layer.js';
import { drawStoryboard } from './storyboard/draw-storyboard.js';

const source = 'algorithmicMedia';
/** Nothing that a film needs takes long to pack; smaller files take many times as long. */
const packing = { compressionLevel: 4 } as const;

/** Draws what the words say, by rules alone: landscapes and rooms in layers, with weather, light, people and things. */
export class ProceduralImageGenerator implements ImageGenerator {
  readonly name = 'procedural';
  private rules: Promise<string> | undefined;

  /** Other rules draw other pictures, so the version follows from the rules themselves. */
  async label(): Promise<EngineLabel> {
    const rules = await (this.rules ??= modelVersion(join(import.meta.dirname, 'storyboard')));
    return { engine: this.name, version: `${rules} librsvg ${sharp.versions.rsvg ?? 'unknown'}`, quality: 'draft' };
  }

  async check() {
    await this.label();
  }

  async make(request: ImageRequest): Promise<MadeImage> {
    const { signal, width, height, seed, onProgress } = request;
    signal.throwIfAborted();
    const drawn = drawStoryboard(request);
    const rendered: RenderedLayer[] = [];
    for (const layer of drawn) {
      rendered.push(await renderLayer(layer, { width, height }));
      signal.throwIfAborted();
      onProgress?.(rendered.length / (drawn.length + 1));
    }
    const [picture, ...layers] = await Promise.all([flatten(rendered), ...rendered.map(pack)]);
    signal.throwIfAborted();
    onProgress?.(1);
    return { picture, layers, seed, engine: await this.label(), source, warnings: warningsOf(request) };
  }
}

const pack = async ({ pixels, raw }: RenderedLayer, index: number) => {
  const image = sharp(pixels, { raw });
  return withMark(await (index === 0 ? image.removeAlpha() : image).png(packing).toBuffer(), source);
};

async function flatten([back, ...others]: readonly RenderedLayer[]): Promise<Buffer> {
  if (!back) throw new Error('A picture has layers');
  const png = await sharp(back.pixels, { raw: back.raw })
    .composite(others.map(({ pixels, raw }) => ({ input: pixels, raw })))
    .removeAlpha()
    .png(packing)
    .toBuffer();
  return withMark(png, source);
}

function warningsOf({ steps, model }: ImageRequest): Warning[] {
  const ignored = [steps !== undefined && 'steps', model !== undefined && 'models'].filter(Boolean);
  if (ignored.length === 0) return [];
  return [{ code: 'image.optionIgnored', detail: `Drawing by rules knows no ${ignored.join(' and no ')}` }];
}
