/** What the program has to do with the world. */
export interface Surroundings {
  readonly write: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Where bars and the live view are drawn; none where nobody looks. */
  readonly terminal: NodeJS.WriteStream | undefined;
  readonly stdin: NodeJS.ReadStream;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly url: string;
  readonly key: string | undefined;
}
