import type { JobEvent, JobSnapshot } from '../generated/contract.js';

/** What a source of live updates tells of a job: how it is, or what has changed. */
export type Told = { readonly snapshot: JobSnapshot } | { readonly event: JobEvent };

/** What one has heard: the last number of each job, and the last `id` of the event stream. */
export interface Heard {
  readonly since: Readonly<Record<string, number>> | undefined;
  readonly lastEventId: { value: string | undefined };
}

/** The connection is lost, or could not be made: another try, or another way, may help. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
}

/** The server has said no to it: whoever asks by HTTP is told why. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
