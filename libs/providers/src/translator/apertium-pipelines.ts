import { findExecutable } from '@polyspool/processes/find-executable';
import { ApertiumPipeline } from './apertium-pipeline.js';

/** Some programs of older pairs are known to grow. */
const textsPerPipeline = 50_000;

export interface PipelineLimits {
  /** At once, over all pairs: each holds 20 to 200 MB. */
  readonly maxPipelines: number;
  /** One that nobody needs is closed after so long. */
  readonly idleMs: number;
  readonly stuckAfterMs: number;
}

/** Which programs to run: pairs that are updated have another version, and what runs of the old one is not used again. */
export interface PipelineKind {
  readonly mode: string;
  readonly version: string;
  readonly command: string;
  readonly programs: readonly string[];
}

interface Kept {
  readonly kind: string;
  readonly pipeline: ApertiumPipeline;
  closing?: NodeJS.Timeout;
}

/** Lends running pipelines, one borrower at a time each; starts them when they are needed and closes them when they are not. */
export class ApertiumPipelines {
  /** Longest unused first. */
  private idle: Kept[] = [];
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly limits: PipelineLimits) {}

  /**
   * Throws `process.missing`. A pipeline that died in the middle may have died of what it did before, or while nobody needed
   * it: the work is then done once more, by another one.
   */
  async use<Result>(
    kind: PipelineKind,
    work: (pipeline: ApertiumPipeline) => Promise<Result>,
    signal?: AbortSignal,
  ): Promise<Result> {
    const first = await this.borrow(kind, signal);
    try {
      return await work(first.pipeline);
    } catch (error) {
      if (!first.pipeline.hasDied) throw error;
    } finally {
      this.giveBack(first);
    }
    const second = await this.borrow(kind, signal);
    try {
      return await work(second.pipeline);
    } finally {
      this.giveBack(second);
    }
  }

  /** Closes those that are not in use. */
  async close() {
    await Promise.all(this.idle.splice(0).map((kept) => this.end(kept)));
  }

  private async borrow({ mode, version, command, programs }: PipelineKind, signal?: AbortSignal): Promise<Kept> {
    const kind = `${mode} ${version}`;
    for (const program of programs) await findExecutable(program);
    for (;;) {
      const known = this.idle.find((kept) => kept.kind === kind);
      if (known) return this.take(known);
      if (this.running < this.limits.maxPipelines) break;
      const other = this.idle.shift();
      if (other) await this.end(other);
      else await this.turn(signal);
    }
    this.running += 1;
    const pipeline = new ApertiumPipeline(command, this.limits.stuckAfterMs);
    const kept = { kind, pipeline };
    void pipeline.ended.then(() => this.forget(kept));
    return kept;
  }

  /** Who is cancelled leaves the line: the place that it would have been told of is for the next. */
  private turn(signal?: AbortSignal) {
    return new Promise<void>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const leave = () => {
        this.queue.splice(this.queue.indexOf(wake), 1);
        reject(signal?.reason as Error);
      };
      const wake = () => {
        signal?.removeEventListener('abort', leave);
        resolve();
      };
      this.queue.push(wake);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  private take(kept: Kept) {
    clearTimeout(kept.closing);
    this.idle = this.idle.filter((one) => one !== kept);
    return kept;
  }

  private giveBack(kept: Kept) {
    if (!kept.pipeline.isAlive) return; // `forget` has heard of it, or will
    if (kept.pipeline.texts >= textsPerPipeline) return void this.end(kept);
    this.idle.push(kept);
    kept.closing = setTimeout(() => void this.end(kept), this.limits.idleMs).unref();
    this.queue.shift()?.();
  }

  private end(kept: Kept) {
    this.take(kept);
    return kept.pipeline.close();
  }

  private forget(kept: Kept) {
    this.take(kept);
    this.running -= 1;
    this.queue.shift()?.();
  }
}
