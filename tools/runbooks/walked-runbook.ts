import type { Walk } from './walk.ts';

/** A runbook as somebody goes through it: something breaks, it shows where the page says so, is mended, and shows no more. */
export interface WalkedRunbook {
  readonly page: string;
  /** The name of the test. */
  readonly shows: string;
  /** Alerts, or expressions of Prometheus, that have to be there. */
  readonly signs: readonly string[];
  readonly breaks: (walk: Walk) => Promise<unknown>;
  /** What the commands of `Look` have to say. */
  readonly says?: readonly RegExp[];
  /** A command whose answer is this may end with a fault: the page names it among the answers. */
  readonly answers?: RegExp;
  readonly mends: (walk: Walk) => Promise<unknown>;
  /** Disks are mounted by root alone. */
  readonly asRoot?: true;
  /** Its signs look back: they are over when all has been walked. */
  readonly lingers?: true;
}
