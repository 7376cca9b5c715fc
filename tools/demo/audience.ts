import type { RunFile } from '../start/run-file.ts';

/** The system that is shown, whoever started it, and where samples and results are kept. */
export interface Audience {
  readonly run: Pick<RunFile, 'gatewayUrl' | 'userKey'>;
  readonly stateFolder: string;
}
