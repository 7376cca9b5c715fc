import type { SizeLimits } from './size-limits.js';

/** Abstract so that Nest can inject it. */
export abstract class UploadOptions {
  abstract readonly maxBytes: Required<SizeLimits>;
  /** Uploads lie here until they are checked. On the volume of the storage they are moved there, not copied. */
  abstract readonly spoolFolder: string;
  /** How many files are looked into at once, at most one for each person. */
  abstract readonly maxProbes: number;
  /** For each of the few looks that it takes. */
  abstract readonly probeTimeoutMs: number;
  /** How long a file may wait for that. */
  abstract readonly probeWaitMs: number;
  /** Uploads in progress of one person. */
  abstract readonly maxPerUser: number;
  /** Resumable uploads of one person that are not ended. */
  abstract readonly maxResumable: number;
  /** A sender who is silent for so long is gone. */
  abstract readonly idleTimeoutMs: number;
}
