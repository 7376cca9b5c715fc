/**
 * SQL for the job that a job of the platform speaks of, as text: by its input, or by a link in a message to somebody.
 * `job` is a row of `jobs`.
 */
export const jobNamedIn = (job: string) =>
  `substring(${job}.input::text from '(?:"jobId": "|/jobs/)([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})')`;
