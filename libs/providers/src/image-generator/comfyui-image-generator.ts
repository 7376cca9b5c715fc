import { AppError } from '@polyspool/contracts/errors';
import type { EngineLabel } from '@polyspool/contracts/segments';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { unreachableEngine } from '../http-engine-error.js';
import { listenToComfyUi } from './comfyui-events.js';
import { filledWorkflow, namesModel, readWorkflow, workflowVersion, type Workflow } from './comfyui-workflow.js';
import { EngineHttp } from './engine-http.js';
import { fittingSize } from './fitting-size.js';
import type { ImageGenerator, ImageRequest, MadeImage } from './image-generator.js';
import { enlargedWarning, pictureOfEngine } from './picture-of-engine.js';
import { risingProgress } from './rising-progress.js';

export interface ComfyUiOptions {
  readonly url: string;
  /** A checkpoint, where a request names none. Without it, the first that the server has. */
  readonly model?: string | undefined;
  /** Instead of plain text to picture. */
  readonly workflowPath?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly pollMs?: number | undefined;
}

const engine = 'ComfyUI';
const standardSteps = 25;
const sizes = { maxPixels: 1_024 ** 2, step: 8 };
const shortMs = 15_000;
const stoppingMs = 5_000;
/** Longer it does not wait until it hears of progress. */
const listeningMs = 3_000;

const Checkpoints = z.object({
  CheckpointLoaderSimple: z.object({
    input: z.object({ required: z.object({ ckpt_name: z.tuple([z.array(z.string())]).rest(z.unknown()) }) }),
  }),
});
const Accepted = z.object({ prompt_id: z.string().min(1) });
const Image = z.object({ filename: z.string(), subfolder: z.string().default(''), type: z.string().default('output') });
const History = z.record(
  z.string(),
  z.object({
    outputs: z.record(z.string(), z.looseObject({ images: z.array(Image).optional() })).default({}),
    status: z
      .object({ status_str: z.string(), completed: z.boolean(), messages: z.array(z.unknown()).default([]) })
      .optional(),
  }),
);
type Outcome = z.output<typeof History>[string];
const Entry = z.tuple([z.number(), z.string()]).rest(z.unknown());
const Queue = z.object({ queue_running: z.array(Entry), queue_pending: z.array(Entry) });

/** A ComfyUI server. Its queue is its own: what is no longer wanted is taken out of it. */
export class ComfyUiImageGenerator implements ImageGenerator {
  readonly name = 'comfyui';
  private readonly http: EngineHttp;
  private readonly workflow: Workflow;

  constructor(private readonly options: ComfyUiOptions) {
    this.http = new EngineHttp({ name: engine, url: options.url, timeoutMs: 60_000 });
    this.workflow = readWorkflow(options.workflowPath);
  }

  async label(model?: string): Promise<EngineLabel> {
    return this.labelOf(await this.modelFor(model));
  }

  async queueLength(signal: AbortSignal): Promise<number> {
    const { queue_running: running, queue_pending: pending } = await this.queue(signal);
    return running.length + pending.length;
  }

  async check(signal: AbortSignal) {
    await this.queue(signal);
  }

  async make(request: ImageRequest): Promise<MadeImage> {
    const { signal, width, height, seed, model, onProgress } = request;
    signal.throwIfAborted();
    const tell = risingProgress(onProgress);
    const asked = fittingSize(request, sizes);
    const known = await this.modelFor(model, signal);
    const answer = await this.picture({ ...request, ...asked, model: known }, tell);
    const picture = await pictureOfEngine(engine, answer, { width, height });
    signal.throwIfAborted();
    tell(1);
    const warnings = enlargedWarning(engine, asked, request);
    return { picture, layers: [], seed, engine: this.labelOf(known), source: 'trainedAlgorithmicMedia', warnings };
  }

  private async picture(request: ImageRequest, tell: (fraction: number) => void): Promise<Buffer> {
    const { timeoutMs = 900_000 } = this.options;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([request.signal, timeout]);
    const clientId = randomUUID();
    // Ours from the beginning, so that it can be withdrawn even while it is being sent. Older servers give another one.
    const mine = { id: randomUUID() as string };
    const ended = Promise.withResolvers<void>();
    using listening = listenToComfyUi(this.socketUrl(clientId), {
      onProgress: (id, fraction) => id === mine.id && tell(fraction * 0.95),
      onEnd: (id) => id === mine.id && ended.resolve(),
    });
    const body = { prompt: this.workflowOf(request), client_id: clientId, prompt_id: mine.id };
    try {
      await atMost(listeningMs, listening.hasBegun, signal);
      mine.id = (await this.http.json('prompt', Accepted, { body, signal })).prompt_id;
      const outcome = await this.outcomeOf(mine.id, signal, ended.promise);
      return await this.viewOf(outcome, signal);
    } catch (error) {
      if (signal.aborted) await this.withdraw(mine.id);
      if (request.signal.aborted) throw request.signal.reason;
      throw timeout.aborted ? unreachableEngine(engine, timeout.reason) : error;
    }
  }

  private workflowOf(request: ImageRequest): Workflow {
    const { prompt, negativePrompt = '', width, height, seed, steps = standardSteps, model = '' } = request;
    return filledWorkflow(this.workflow, {
      prompt,
      negative_prompt: negativePrompt,
      width,
      height,
      seed,
      steps,
      model,
    });
  }

  /** Another server may have another model under the same name. */
  private labelOf(model: string | undefined): EngineLabel {
    const made = [model, 'workflow', workflowVersion(this.workflow)].filter(Boolean).join(' ');
    return { engine: this.name, version: `${made} at ${new URL(this.options.url).host}`, quality: 'good' };
  }

  /** None where the workflow names its own. */
  private async modelFor(model = this.options.model, signal?: AbortSignal): Promise<string | undefined> {
    if (!namesModel(this.workflow)) return undefined;
    if (model) return model;
    const { CheckpointLoaderSimple: loader } = await this.http.json('object_info/CheckpointLoaderSimple', Checkpoints, {
      signal,
      timeoutMs: shortMs,
    });
    const [first] = loader.input.required.ckpt_name[0];
    if (!first) throw new AppError('engine.missing', `${engine} has no checkpoint`);
    return first;
  }

  /** Looks into its history now and then, and at once when it says that it has ended. */
  private async outcomeOf(id: string, signal: AbortSignal, ended: Promise<void>): Promise<Outcome> {
    const { pollMs = 1_000 } = this.options;
    let wakes: Promise<void> = ended;
    for (;;) {
      const { [id]: outcome } = await this.http.json(`history/${encodeURIComponent(id)}`, History, { signal });
      if (outcome?.status?.status_str === 'error')
        throw new AppError('engine.failed', `${engine} could not make it: ${reasonOf(outcome)}`);
      if (outcome?.status?.completed ?? Boolean(outcome)) return outcome as Outcome;
      await atMost(pollMs, wakes, signal);
      // It has said so, but its history may come a moment later.
      wakes = never;
      signal.throwIfAborted();
    }
  }

  private async viewOf({ outputs }: Outcome, signal: AbortSignal): Promise<Buffer> {
    const images = Object.values(outputs).flatMap(({ images: made = [] }) => made);
    const image = images.find(({ type }) => type === 'output') ?? images[0];
    if (!image) throw new AppError('engine.failed', `${engine} has made no picture`);
    return this.http.bytes(`view?${new URLSearchParams(image)}`, { signal });
  }

  /** Whether it waits or runs. What went wrong before matters more than whether this works. */
  private async withdraw(id: string) {
    const signal = AbortSignal.timeout(Math.min(stoppingMs, this.options.timeoutMs ?? stoppingMs));
    try {
      await this.http.bytes('queue', { body: { delete: [id] }, signal });
      const { queue_running: running } = await this.queue(signal);
      if (running.some(([, other]) => other === id))
        await this.http.bytes('interrupt', { body: { prompt_id: id }, signal });
    } catch {
      return;
    }
  }

  private queue(signal: AbortSignal) {
    return this.http.json('queue', Queue, { signal, timeoutMs: shortMs });
  }

  private socketUrl(clientId: string): URL {
    const url = this.http.urlOf(`ws?clientId=${clientId}`);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    return url;
  }
}

/** It tells the exception among its messages. */
function reasonOf({ status }: Outcome): string {
  const found = /"exception_message":"([^"]{1,200})/.exec(JSON.stringify(status?.messages ?? []));
  return found?.[1] ?? 'it does not say why';
}

const never = new Promise<void>(() => undefined);

/** Until it is there, but no longer than that, and no longer than until the signal. */
async function atMost(ms: number, awaited: Promise<void>, signal: AbortSignal) {
  const over = new AbortController();
  const pause = wait(ms, undefined, { signal: AbortSignal.any([signal, over.signal]) }).catch(() => undefined);
  await Promise.race([pause, awaited]);
  over.abort();
}
