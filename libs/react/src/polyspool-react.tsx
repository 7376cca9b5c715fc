import type { Polyspool } from '@polyspool/sdk';
import { useMemo, type ReactNode } from 'react';
import { ClientContext, useSurroundings, type Surroundings } from './client-context.js';

export interface PolyspoolProviderProps extends Surroundings {
  readonly children?: ReactNode;
}

/** Which server the hooks and components below it talk to, and with which key. */
export function PolyspoolProvider({ client, log, children }: PolyspoolProviderProps) {
  const surroundings = useMemo(() => ({ client, log }), [client, log]);
  return <ClientContext.Provider value={surroundings}>{children}</ClientContext.Provider>;
}

export const usePolyspool = (): Polyspool => useSurroundings().client;

export { TaskProgress, type TaskProgressProps } from './task-progress.js';
export { useJob, type FollowedJob } from './use-job.js';
export { useTaskStatus, type TaskPolling, type TaskStatus } from './use-task-status.js';
export { useUpload, type Uploading } from './use-upload.js';
export { VideoUpload, type VideoUploadProps } from './video-upload.js';
