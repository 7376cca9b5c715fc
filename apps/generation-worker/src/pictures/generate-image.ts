import { Injectable } from '@nestjs/common';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { generationJobs } from '@polyspool/contracts/generation';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import type { ImageGenerator, ImageRequest, MadeImage } from '@polyspool/providers/image-generator/image-generator';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { Storage } from '@polyspool/storage/storage';
import { EngineSettings } from '../engines/engine-settings.js';
import { reachEngine, type ReachedEngine } from '../engines/reach-engine.js';
import { markedPicture } from '../files/marked-picture.js';

type ImageJob = RunningJob<typeof generationJobs.image>;
type ImageOutput = OutputOf<typeof generationJobs.image>;
type Wishes = Omit<ImageRequest, 'signal' | 'onProgress'>;

type KeptImage = Pick<ImageOutput, 'picture' | 'layers' | 'engine' | 'source' | 'seed'>;

interface Making {
  readonly generator: ImageGenerator;
  readonly wishes: Wishes;
}

/** The picture of a scene. */
@Injectable()
export class GenerateImage implements JobHandler<typeof generationJobs.image> {
  constructor(
    private readonly storage: Storage,
    private readonly generators: ImageGenerators,
    private readonly settings: EngineSettings,
  ) {}

  async run(job: ImageJob): Promise<ImageOutput> {
    const generator = this.generators.choose(job.input.imageEngine);
    job.report('make', 0, 'Generating image');
    const wishes = wishesOf(job.input);
    const reached = reachEngine(job, 'imageGenerator', generator.name);
    const label = await reached.ask(() => generator.label(wishes.model));
    const { madeBy, ...made } = await job.step('image', imageKey(label, wishes), async ({ keep }) => {
      const { picture, layers, ...rest } = await this.make(job, reached, { generator, wishes });
      const keys = [];
      for (const [index, layer] of layers.entries())
        keys.push(await keep(`layer-${index + 1}.png`, markedPicture(layer, rest.source)));
      return { ...rest, picture: await keep('picture.png', picture), layers: keys, madeBy: job.id };
    });
    await this.publish(job, wishes, made);
    const { width, height } = wishes;
    return { ...made, isNew: madeBy === job.id, warnings: [...made.warnings], width, height };
  }

  /** The layers too: whoever makes a clip of the picture alone can move through its depth. */
  private async publish(job: ImageJob, wishes: Wishes, { picture, layers, engine, source, seed }: KeptImage) {
    const { quality: _, ...engineNames } = engine;
    const provenance = { ...engineNames, ...modelOf(wishes), source, parameters: { ...wishes }, seed, inputs: [] };
    const file = { kind: 'picture', mediaType: 'image/png', provenance } as const;
    await job.artifact({ ...file, name: 'picture.png' }, await this.storage.read(picture));
    for (const [index, layer] of layers.entries())
      await job.artifact({ ...file, name: `layer-${index + 1}.png` }, await this.storage.read(layer));
  }

  private make(job: ImageJob, reached: ReachedEngine, { generator, wishes }: Making): Promise<MadeImage> {
    const { signal } = job;
    return reached.call(async () => {
      const waiting = (await generator.queueLength?.(signal)) ?? 0;
      if (waiting >= this.settings.maxImageQueue) {
        job.report('make', 0, `Waiting for the image engine: ${waiting} pictures before this one`);
        throw new AppError('engine.busy', `${generator.name} has ${waiting} pictures to make already`);
      }
      const onProgress = (fraction: number) => job.report('make', fraction, 'Generating image');
      return generator.make({ ...wishes, signal, onProgress });
    });
  }
}

/** All that the picture depends on, beside the engine. */
export function wishesOf({ prompt, style, imageModel, ...input }: ImageJob['input']): Wishes {
  const { negativePrompt, width, height, seed, steps } = input;
  return {
    prompt: style ? `${style}, ${prompt}` : prompt,
    ...(negativePrompt !== undefined && { negativePrompt }),
    width,
    height,
    seed,
    ...(steps !== undefined && { steps }),
    ...(imageModel !== undefined && { model: imageModel }),
  };
}

const modelOf = ({ model }: Wishes) => (model === undefined ? {} : { model });

/** Under which a picture is kept. */
export const imageKey = (label: EngineLabel, wishes: Wishes) => [label, wishes];
