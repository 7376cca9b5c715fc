import { useEffect, useState } from 'react';
import { useSurroundings } from './client-context.js';
import { TaskPoll, type Polled, type TaskStatus } from './task-poll.js';

export type { TaskStatus };

export interface TaskPolling {
  /** As it was last told; null before that, and without an id. */
  readonly status: TaskStatus | null;
  readonly isPolling: boolean;
  /** Why its status is not known; null while it is. */
  readonly error: string | null;
}

const nothing: TaskPolling = { status: null, isPolling: false, error: null };
const asking: TaskPolling = { status: null, isPolling: true, error: null };

/** How a task is, until it is over. Polls every `pollInterval` ms, and at once when the live channel has news. */
export function useTaskStatus(taskId: string | null, pollInterval = 2000): TaskPolling {
  const surroundings = useSurroundings();
  const [known, setKnown] = useState<TaskPolling & { readonly taskId: string | null }>({ ...nothing, taskId: null });
  useEffect(() => {
    if (!taskId) return;
    const tell = (polled: Polled) =>
      setKnown((before) => ({ ...(before.taskId === taskId ? before : asking), ...polled, taskId }));
    return new TaskPoll(surroundings, taskId, pollInterval, tell).start();
  }, [taskId, pollInterval, surroundings]);

  if (!taskId) return nothing;
  // What is known of another task says nothing of this one.
  if (known.taskId !== taskId) return asking;
  return { status: known.status, isPolling: known.isPolling, error: known.error };
}
