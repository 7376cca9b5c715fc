import { AppError } from '@polyspool/contracts/errors';
import type { PictureSize } from '@polyspool/contracts/film';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type OpenAI from 'openai';
import { z } from 'zod';
import { unreachableEngine } from '../http-engine-error.js';
import { openAiClient } from '../openai-client.js';
import { openAiError } from '../openai-error.js';
import { fittingSize, nearestSize } from './fitting-size.js';
import type { ImageGenerator, ImageRequest, MadeImage } from './image-generator.js';
import { enlargedWarning, fromBase64, ignoredWarning, pictureOfEngine } from './picture-of-engine.js';

export interface OpenAiImageOptions {
  /** Where a request names none. */
  readonly model: string;
  /** Of any server that speaks as OpenAI's does, up to `/v1`. */
  readonly url?: string | undefined;
  readonly apiKey?: string | undefined;
  readonly timeoutMs?: number | undefined;
}

const engine = 'The image model';
const Made = z.object({ data: z.array(z.object({ b64_json: z.string().min(1) })).min(1) });

type Sizes = readonly [PictureSize, ...PictureSize[]];
const square: PictureSize = { width: 1_024, height: 1_024 };
/** Of OpenAI's own models; others are asked for the size that is wanted. */
const sizesOf: readonly (readonly [RegExp, Sizes])[] = [
  [/^(chat)?gpt-image/, [square, { width: 1_536, height: 1_024 }, { width: 1_024, height: 1_536 }]],
  [/^dall-e-3/, [square, { width: 1_792, height: 1_024 }, { width: 1_024, height: 1_792 }]],
  [/^dall-e-2/, [square]],
];
const ownLimits = { maxPixels: 1_024 ** 2, step: 64 };

/** OpenAI's images, or a server that speaks as it does. It knows neither seed nor steps, so each picture is another one. */
export class OpenAiImageGenerator implements ImageGenerator {
  readonly name = 'openai';
  private readonly client: OpenAI;
  private readonly timeoutMs: number;

  constructor(private readonly options: OpenAiImageOptions) {
    const { url, apiKey, timeoutMs = 300_000 } = options;
    this.timeoutMs = timeoutMs;
    this.client = openAiClient({ url, apiKey, timeoutMs });
  }

  /** Another server may have another model under the same name. */
  async label(model = this.options.model): Promise<EngineLabel> {
    return { engine: this.name, version: `${model} at ${new URL(this.client.baseURL).host}`, quality: 'good' };
  }

  /** By its list of models. A server that has none, or refuses to tell it, answers too. */
  async check(signal: AbortSignal) {
    try {
      await this.client.models.list({ signal });
    } catch (error) {
      signal.throwIfAborted();
      const failure = openAiError(engine, error);
      if (failure.code !== 'engine.refused') throw failure;
    }
  }

  async make(request: ImageRequest): Promise<MadeImage> {
    const { signal, width, height, seed, steps, onProgress, model = this.options.model } = request;
    signal.throwIfAborted();
    const known = sizesOf.find(([pattern]) => pattern.test(model))?.[1];
    const asked = known ? nearestSize(request, known) : fittingSize(request, ownLimits);
    const label = await this.label(model);
    const answer = await this.ask(request, model, asked);
    const picture = await pictureOfEngine(engine, fromBase64(answer), { width, height });
    signal.throwIfAborted();
    onProgress?.(1);
    return {
      picture,
      layers: [],
      seed,
      engine: label,
      source: 'trainedAlgorithmicMedia',
      warnings: [
        ...ignoredWarning(engine, ['seed', steps !== undefined && 'steps']),
        ...enlargedWarning(engine, asked, request),
      ],
    };
  }

  private async ask({ prompt, negativePrompt, signal }: ImageRequest, model: string, { width, height }: PictureSize) {
    // The client's own covers the time until an answer begins, not until it ends.
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const body = {
      model,
      prompt: negativePrompt ? `${prompt}\n\nNot to be seen: ${negativePrompt}` : prompt,
      n: 1,
      size: `${width}x${height}`,
      // Those answer in base64 always, and refuse to be told so.
      ...(!/^(chat)?gpt-image/.test(model) && { response_format: 'b64_json' as const }),
    };
    try {
      const answered = await this.client.images.generate(body as OpenAI.ImageGenerateParamsNonStreaming, {
        signal: AbortSignal.any([signal, timeout]),
      });
      const [image] = Made.parse(answered).data;
      if (!image) throw new AppError('engine.failed', `${engine} answered no picture`);
      return image.b64_json;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw timeout.aborted ? unreachableEngine(engine, timeout.reason) : openAiError(engine, error);
    }
  }
}
