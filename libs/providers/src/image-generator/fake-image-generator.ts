import type { ImageEngine } from '@polyspool/contracts/film';
import type { EngineLabel } from '@polyspool/contracts/segments';
import sharp from 'sharp';
import type { ImageGenerator, ImageRequest, MadeImage } from './image-generator.js';
import { markPicture } from './mark-picture.js';

export interface FakeImageOptions {
  readonly name?: ImageEngine;
  readonly layers?: number;
}

/** Makes pictures of one colour, which follows from prompt, model and seed. For tests only. */
export class FakeImageGenerator implements ImageGenerator {
  readonly name: ImageEngine;
  readonly requests: ImageRequest[] = [];
  version = 1;
  waiting: number | undefined = 0;
  /** What a look at it finds; may throw. */
  look: () => void | Promise<void> = () => undefined;
  /** What happens before a picture is made; may throw. */
  before: (request: ImageRequest) => void | Promise<void> = () => undefined;

  constructor(private readonly options: FakeImageOptions = {}) {
    this.name = options.name ?? 'procedural';
  }

  async label(model = 'standard'): Promise<EngineLabel> {
    return { engine: this.name, version: `fake ${this.version} ${model}`, quality: 'draft' };
  }

  async queueLength() {
    return this.waiting;
  }

  async check(signal: AbortSignal) {
    signal.throwIfAborted();
    await this.look();
  }

  async make(request: ImageRequest): Promise<MadeImage> {
    const { signal, seed, model, width, height, onProgress } = request;
    signal.throwIfAborted();
    this.requests.push(request);
    await this.before(request);
    signal.throwIfAborted();
    onProgress?.(0.5);
    const source = this.name === 'procedural' ? 'algorithmicMedia' : 'trainedAlgorithmicMedia';
    const background = colourOf(JSON.stringify([request.prompt, request.negativePrompt, seed, model, this.version]));
    const plain = await sharp({ create: { width, height, channels: 3, background } })
      .png()
      .toBuffer();
    const picture = await markPicture(plain, { width, height }, source);
    onProgress?.(1);
    const front = { create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } } as const;
    const layers = Array.from({ length: this.options.layers ?? 0 }, (_, index) =>
      index === 0 ? plain : sharp(front).png().toBuffer(),
    );
    return { picture, layers: await Promise.all(layers), seed, engine: await this.label(model), source, warnings: [] };
  }
}

function colourOf(text: string) {
  let hash = 0;
  for (const sign of text) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return { r: hash & 255, g: (hash >> 8) & 255, b: (hash >> 16) & 255 };
}
