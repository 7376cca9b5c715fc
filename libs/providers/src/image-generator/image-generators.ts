import { AppError } from '@polyspool/contracts/errors';
import type { ImageEngine } from '@polyspool/contracts/film';
import type { ImageGenerator } from './image-generator.js';

/** Those that are there, of which a job chooses one. */
export class ImageGenerators {
  constructor(
    private readonly byName: ReadonlyMap<ImageEngine, ImageGenerator>,
    readonly standard: ImageEngine,
  ) {}

  get all(): readonly ImageGenerator[] {
    return [...this.byName.values()];
  }

  /** Throws `engine.missing`. */
  choose(name: ImageEngine = this.standard): ImageGenerator {
    const generator = this.byName.get(name);
    if (!generator) throw new AppError('engine.missing', `No image generator is set up as ${name}`);
    return generator;
  }
}
