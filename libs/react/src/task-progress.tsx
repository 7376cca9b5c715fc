import { useEffect, useRef } from 'react';
import { TaskBar, TaskCard } from './task-card.js';
import { looks } from './task-looks.js';
import type { TaskStatus } from './task-poll.js';
import { useTaskStatus, type TaskPolling } from './use-task-status.js';

export interface TaskProgressProps {
  /** Null: nothing is shown. */
  readonly taskId: string | null;
  /** Once for each task. */
  readonly onComplete?: ((result: unknown) => void) | undefined;
  /** Once for each task: it has failed, was cancelled, or cannot be asked about. */
  readonly onError?: ((error: string) => void) | undefined;
  readonly title?: string | undefined;
}

/** How far a task is, and how it has ended. */
export function TaskProgress({ taskId, onComplete, onError, title = 'Processing Video' }: TaskProgressProps) {
  const polling = useTaskStatus(taskId);
  useTold(taskId, polling, { onComplete, onError });
  if (!taskId) return null;
  const { status, error, isPolling } = polling;
  if (error)
    return <TaskCard title={title}>{<div style={looks.error}>Failed to check task status: {error}</div>}</TaskCard>;
  return (
    <TaskCard title={title}>
      {status ? (
        <Standing status={status} title={title} isPolling={isPolling} />
      ) : (
        <p style={looks.message}>Loading...</p>
      )}
    </TaskCard>
  );
}

function Standing({ status, title, isPolling }: { status: TaskStatus; title: string; isPolling: boolean }) {
  if (status.state === 'success') return <div style={looks.success}>Processing completed successfully!</div>;
  if (status.state === 'failure') return <div style={looks.error}>Processing failed: {errorOf(status)}</div>;
  if (status.state === 'revoked') return <div style={looks.error}>Processing was cancelled</div>;
  return (
    <>
      <TaskBar label={title} percent={status.progress} />
      <p style={looks.message}>{status.message}</p>
      {isPolling && <p style={{ ...looks.message, marginTop: 16, fontSize: 12 }}>Checking status every 2 seconds...</p>}
    </>
  );
}

type Callbacks = Pick<TaskProgressProps, 'onComplete' | 'onError'>;

/** Whoever draws the component again gives it new callbacks, and is not told again. */
function useTold(taskId: string | null, { status, isPolling, error }: TaskPolling, callbacks: Callbacks) {
  const latest = useRef(callbacks);
  const toldOf = useRef<string | null>(null);
  useEffect(() => {
    latest.current = callbacks;
  });
  useEffect(() => {
    if (!taskId || isPolling || toldOf.current === taskId || (!status && !error)) return;
    toldOf.current = taskId;
    if (status?.state === 'success') latest.current.onComplete?.(status.result);
    else latest.current.onError?.(error ?? (status?.state === 'revoked' ? status.message : errorOf(status)));
  }, [taskId, status, isPolling, error]);
}

const errorOf = (status: TaskStatus | null) => status?.error || 'Unknown error';
