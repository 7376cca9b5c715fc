import { pause } from '@polyspool/service/pause';
import { LeaderSession } from './leader-session.js';

const retryMs = 500;

/**
 * Runs `lead` while this process holds the session advisory lock `name`, again and again until `signal` is aborted.
 * A frozen process loses the lock after 5 s; what it then still does must be fenced by the data (compare-and-set).
 */
export async function whileLeading(
  url: string,
  name: string,
  lead: (signal: AbortSignal) => Promise<void>,
  { signal, onError }: { signal: AbortSignal; onError: (error: unknown) => void },
) {
  while (!signal.aborted) {
    try {
      await leadOnce(url, name, lead, signal);
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
    await pause(retryMs, signal);
  }
}

async function leadOnce(url: string, name: string, lead: (signal: AbortSignal) => Promise<void>, signal: AbortSignal) {
  const session = await LeaderSession.join(url);
  try {
    if (!(await acquire(session, name, signal))) return;
    try {
      await lead(AbortSignal.any([signal, session.lost]));
    } finally {
      await session.unlock(name);
    }
  } finally {
    await session.leave();
  }
}

async function acquire(session: LeaderSession, name: string, signal: AbortSignal) {
  const over = AbortSignal.any([signal, session.lost]);
  while (!signal.aborted) {
    session.lost.throwIfAborted();
    if (await session.tryLock(name)) return true;
    await pause(retryMs, over);
  }
  return false;
}
