/** What adapters that only log ask of a logger. */
export interface MessageLog {
  info(fields: object, sentence: string): void;
}
