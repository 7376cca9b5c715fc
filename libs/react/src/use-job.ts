import { isTerminal, PolyspoolError, type Artifact, type Job, type JobHandle, type JobUpdate } from '@polyspool/sdk';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSurroundings } from './client-context.js';

interface Known<Type extends string> {
  readonly jobId: string | null;
  readonly update: JobUpdate<Type> | null;
  readonly artifacts: readonly Artifact[];
  readonly error: PolyspoolError | null;
}

export interface FollowedJob<Type extends string = string> {
  /** Null before it is known. */
  readonly job: Job<Type> | null;
  readonly children: JobUpdate['children'];
  readonly artifacts: readonly Artifact[];
  /** How news comes; null when none will. */
  readonly via: JobUpdate['via'] | null;
  /** Why it cannot be followed. */
  readonly error: PolyspoolError | null;
  readonly cancel: () => Promise<void>;
  /** Its next run; followed as the first was. */
  readonly retry: () => Promise<void>;
  readonly resume: () => Promise<void>;
}

/** A job and its parts as they are, by WebSocket, Server-Sent Events or polling. */
export function useJob<Type extends string = string>(jobId: string | null): FollowedJob<Type> {
  const { client } = useSurroundings();
  const [known, setKnown] = useState<Known<Type>>(nothing);
  const [turn, setTurn] = useState(0);
  const handle = useMemo(() => (jobId ? client.jobs.handle<Type>(jobId) : null), [client, jobId]);

  useEffect(() => {
    if (!handle) return;
    const stop = new AbortController();
    const tell = (change: Partial<Known<Type>>) => {
      const { id } = handle;
      if (!stop.signal.aborted)
        setKnown((before) => ({ ...(before.jobId === id ? before : nothing), ...change, jobId: id }));
    };
    follow(handle, stop.signal, tell).catch((error: unknown) => tell({ error: PolyspoolError.from(error) }));
    return () => stop.abort();
  }, [handle, turn]);

  const cancel = useCallback(async () => void (await handle?.cancel()), [handle]);
  const again = useCallback(
    async (how: 'retry' | 'resume') => {
      await handle?.[how]();
      setTurn((before) => before + 1);
    },
    [handle],
  );
  const retry = useCallback(() => again('retry'), [again]);
  const resume = useCallback(() => again('resume'), [again]);

  const { update, artifacts, error } = known.jobId === jobId ? known : (nothing as Known<Type>);
  const isFollowed = update && !error && !isTerminal(update.job.status);
  const { job = null, children = none } = update ?? {};
  return { job, children, artifacts, via: isFollowed ? update.via : null, error, cancel, retry, resume };
}

const none: readonly never[] = [];
const nothing = { jobId: null, update: null, artifacts: none, error: null };

/** Until it has ended; then its artifacts are all there. */
async function follow<Type extends string>(
  handle: JobHandle<Type>,
  signal: AbortSignal,
  tell: (change: Partial<Known<Type>>) => void,
) {
  tell({ error: null });
  for await (const update of handle.events({ signal })) tell({ update, artifacts: update.artifacts });
  tell({ artifacts: await handle.artifacts({ tree: true, signal }) });
}
