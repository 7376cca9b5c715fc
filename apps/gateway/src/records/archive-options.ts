/** Abstract so that Nest can inject it. */
export abstract class ArchiveOptions {
  /** That there is an archive is all that the gateway knows of it: workers write to it. */
  abstract readonly isConfigured: boolean;
}
