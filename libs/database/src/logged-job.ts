/** What the log tells of a job. */
export interface LoggedJob {
  readonly id: string;
  readonly userId: string;
  readonly type: string;
  readonly queue: string;
  readonly attempts: number;
  readonly traceparent?: string | null | undefined;
}
