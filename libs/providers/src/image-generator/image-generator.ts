import type { ImageEngine } from '@polyspool/contracts/film';
import type { DigitalSourceType } from '@polyspool/contracts/provenance';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Warning } from '@polyspool/contracts/warning';

/** Makes pictures of what words describe. */
export abstract class ImageGenerator {
  abstract readonly name: ImageEngine;
  /** The picture is kept under this label, so another model has another one. Throws `engine.unavailable`. */
  abstract label(model?: string): Promise<EngineLabel>;
  /**
   * Exactly of the size that was asked for. The same request makes the same picture where the engine has seeds.
   * Throws `engine.unavailable`, `engine.refused`, `engine.failed`, or the reason of the signal; the engine stops then, too.
   */
  abstract make(request: ImageRequest): Promise<MadeImage>;
  /** How much the engine has to do already, for whomever. Undefined where it does not tell. */
  queueLength?(signal: AbortSignal): Promise<number | undefined>;
  /** Looks whether it answers, and has nothing made: a picture might cost money. Throws where it does not. */
  abstract check(signal: AbortSignal): Promise<void>;
}

export interface ImageRequest {
  readonly prompt: string;
  /** What is not to be seen. */
  readonly negativePrompt?: string | undefined;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly steps?: number | undefined;
  /** As the engine calls it. */
  readonly model?: string | undefined;
  readonly signal: AbortSignal;
  /** Of the whole, 0 to 1, never less than before. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

export interface MadeImage {
  /** PNG that says inside how it was made. */
  readonly picture: Uint8Array;
  /** PNGs from the back to the front, of the picture's size: one over the other they are the picture. None of most engines. */
  readonly layers: readonly Uint8Array[];
  readonly seed: number;
  readonly engine: EngineLabel;
  readonly source: DigitalSourceType;
  /** What the engine could not do as it was asked. */
  readonly warnings: readonly Warning[];
}
