import { AppError } from '@polyspool/contracts/errors';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type Checkpoint, checkpointOf, checkpointTitle, isCheckpoint } from './checkpoint.js';
import { EngineHttp } from './engine-http.js';
import { fittingSize } from './fitting-size.js';
import type { ImageGenerator, ImageRequest, MadeImage } from './image-generator.js';
import { enlargedWarning, fromBase64, pictureOfEngine } from './picture-of-engine.js';
import { risingProgress } from './rising-progress.js';

export interface Automatic1111Options {
  readonly url: string;
  /** `user:password`. */
  readonly auth?: string | undefined;
  /** Where a request names none. Without it, the one that the server has loaded. */
  readonly model?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly pollMs?: number | undefined;
}

const engine = 'Stable Diffusion web UI';
const standardSteps = 25;
/** What models of this kind are trained on; larger ones repeat themselves within a picture. */
const sizes = { maxPixels: 1_024 ** 2, step: 8 };
const shortMs = 10_000;
const stoppingMs = 5_000;

const Made = z.object({ images: z.array(z.string()).min(1), info: z.string().catch('') });
/** JSON within the answer. Some servers of this kind leave it out. */
const MadeInfo = z.object({ sd_model_name: z.string().min(1), sd_model_hash: z.string().nullish() });
const Settings = z.object({ sd_model_checkpoint: z.string().nullish(), sd_checkpoint_hash: z.string().nullish() });
/** Of one task, on servers with their page. */
const TaskProgress = z.object({ active: z.boolean(), progress: z.number().nullish() });
/** Of whatever is being made. */
const AnyProgress = z.object({ progress: z.number(), state: z.object({ job_count: z.number() }) });
const PendingTasks = z.object({ size: z.number() });

/** A server with the API of AUTOMATIC1111's web UI: itself, Forge, SD.Next, sd-server. */
export class Automatic1111ImageGenerator implements ImageGenerator {
  readonly name = 'automatic1111';
  private readonly http: EngineHttp;

  constructor(private readonly options: Automatic1111Options) {
    const { url, auth, timeoutMs = 900_000 } = options;
    const headers: Record<string, string> = auth
      ? { authorization: `Basic ${Buffer.from(auth).toString('base64')}` }
      : {};
    this.http = new EngineHttp({ name: engine, url, headers, timeoutMs });
  }

  async label(model = this.options.model): Promise<EngineLabel> {
    if (model) return this.labelOf(checkpointOf(model, undefined));
    const settings = await this.http.json('sdapi/v1/options', Settings, { timeoutMs: shortMs });
    const { sd_model_checkpoint: checkpoint, sd_checkpoint_hash: hash } = settings;
    return this.labelOf(checkpointOf(checkpoint || 'unknown', hash));
  }

  async queueLength(signal: AbortSignal): Promise<number | undefined> {
    const waiting = await this.ifThere('internal/pending-tasks', PendingTasks, { signal });
    const { state } = await this.anyProgress(signal);
    return (waiting?.size ?? 0) + (state.job_count > 0 ? 1 : 0);
  }

  async check(signal: AbortSignal) {
    await this.queueLength(signal);
    await this.label();
  }

  async make(request: ImageRequest): Promise<MadeImage> {
    const { signal, onProgress, seed, model, ...size } = request;
    signal.throwIfAborted();
    const tell = risingProgress(onProgress);
    const taskId = `task(${randomUUID()})`;
    const asked = fittingSize(size, sizes);
    const label = await this.label(model);
    const { image, checkpoint } = await this.picture({ ...request, ...asked }, taskId, tell);
    const made = await pictureOfEngine(engine, image, { width: size.width, height: size.height });
    signal.throwIfAborted();
    tell(1);
    const warnings = enlargedWarning(engine, asked, size);
    return {
      picture: made,
      layers: [],
      seed,
      // What it says of the picture itself is truer than what it was asked for, or had loaded before.
      engine: checkpoint ? this.labelOf(checkpoint) : label,
      source: 'trainedAlgorithmicMedia',
      warnings,
    };
  }

  private async picture(request: ImageRequest, taskId: string, tell: (fraction: number) => void) {
    const { signal, model = this.options.model } = request;
    const done = new AbortController();
    const watching = this.watch(taskId, AbortSignal.any([signal, done.signal]), tell);
    try {
      const body = this.bodyOf(request, taskId);
      const { images, info } = await this.http.json('sdapi/v1/txt2img', Made, { body, signal });
      const checkpoint = checkpointIn(info);
      // It takes the one that is loaded for one that it does not have, and says nothing of that.
      if (model && checkpoint && !isCheckpoint(model, checkpoint))
        throw new AppError('engine.refused', `${engine} has no checkpoint ${model}, and took ${checkpoint.name}`);
      return { image: fromBase64(images[0] ?? ''), checkpoint };
    } catch (error) {
      if (signal.aborted || isUnavailable(error)) await this.interrupt(taskId);
      throw error;
    } finally {
      done.abort();
      await watching;
    }
  }

  /** Another server may have another model under the same name. */
  private labelOf(checkpoint: Checkpoint): EngineLabel {
    const version = `${checkpointTitle(checkpoint)} at ${new URL(this.options.url).host}`;
    return { engine: this.name, version, quality: 'good' };
  }

  private bodyOf(request: ImageRequest, taskId: string) {
    const { prompt, negativePrompt = '', width, height, seed, steps = standardSteps } = request;
    const model = request.model ?? this.options.model;
    return {
      prompt,
      negative_prompt: negativePrompt,
      width,
      height,
      seed,
      steps,
      batch_size: 1,
      n_iter: 1,
      force_task_id: taskId,
      ...(model && { override_settings: { sd_model_checkpoint: model } }),
      // Loaded models stay loaded, unless the next request relies on the server's own.
      override_settings_restore_afterwards: this.options.model === undefined,
    };
  }

  /** Progress is a courtesy: where it cannot be had, the picture comes without. */
  private async watch(taskId: string, signal: AbortSignal, tell: (fraction: number) => void) {
    const { pollMs = 1_000 } = this.options;
    try {
      for (;;) {
        await wait(pollMs, undefined, { signal });
        tell((await this.progressOf(taskId, signal))?.progress ?? 0);
      }
    } catch {
      return;
    }
  }

  private async progressOf(taskId: string, signal: AbortSignal) {
    const body = { id_task: taskId, id_live_preview: -1, live_preview: false };
    const task = await this.ifThere('internal/progress', TaskProgress, { body, signal });
    if (task) return task.active ? { progress: task.progress ?? 0 } : undefined;
    const { progress, state } = await this.anyProgress(signal);
    return state.job_count > 0 ? { progress } : undefined;
  }

  /** Only while it works for us: it stops whatever it makes. What went wrong before matters more than whether this works. */
  private async interrupt(taskId: string) {
    const signal = AbortSignal.timeout(Math.min(stoppingMs, this.options.timeoutMs ?? stoppingMs));
    try {
      if (await this.progressOf(taskId, signal)) await this.http.bytes('sdapi/v1/interrupt', { body: {}, signal });
    } catch {
      return;
    }
  }

  private anyProgress(signal: AbortSignal) {
    return this.http.json('sdapi/v1/progress?skip_current_image=true', AnyProgress, { signal, timeoutMs: shortMs });
  }

  /** Undefined where the server has no such route. */
  private async ifThere<Answer>(
    path: string,
    schema: z.ZodType<Answer>,
    question: { body?: object; signal: AbortSignal },
  ) {
    try {
      return await this.http.json(path, schema, { ...question, timeoutMs: shortMs });
    } catch (error) {
      if (error instanceof AppError && error.code === 'engine.refused') return undefined;
      throw error;
    }
  }
}

function checkpointIn(info: string): Checkpoint | undefined {
  try {
    const { sd_model_name: name, sd_model_hash: hash } = MadeInfo.parse(JSON.parse(info));
    return checkpointOf(name, hash);
  } catch {
    return undefined; // not told
  }
}

const isUnavailable = (error: unknown) => error instanceof AppError && error.code === 'engine.unavailable';
