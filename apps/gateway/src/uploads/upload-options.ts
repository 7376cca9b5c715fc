/** Abstract so that Nest can inject it. */
export abstract class UploadOptions {
  /** Of one file. */
  abstract readonly maxBytes: number;
  /** Uploads lie here until they are checked. On the volume of the storage they are moved there, not copied. */
  abstract readonly spoolFolder: string;
  /** How many files are looked into at once. */
  abstract readonly maxProbes: number;
  /** A sender who is silent for so long is gone. */
  abstract readonly idleTimeoutMs: number;
}
