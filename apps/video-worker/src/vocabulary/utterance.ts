/** A sentence, or what is said at once. */
export interface Utterance {
  readonly text: string;
  readonly translation?: string | undefined;
  readonly startSeconds?: number;
  readonly endSeconds?: number;
}
