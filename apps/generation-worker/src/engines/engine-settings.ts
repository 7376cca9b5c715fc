/** Abstract so that Nest can inject it. */
export abstract class EngineSettings {
  /** An image engine that has so much to do already is left alone for a while. */
  abstract readonly maxImageQueue: number;
}
