import { JobEvent } from '@polyspool/contracts/job-status';
import { io } from 'socket.io-client';
import { type GatewayPlace, Refused } from './gateway-client.js';

interface Listener {
  readonly tell: (event: JobEvent) => void;
  readonly complain: (line: string) => void;
}

/** Tells every event of every job, as it comes, until `signal` is aborted. Throws `Refused`. */
export function followEvents({ url, key }: GatewayPlace, listener: Listener, signal: AbortSignal): Promise<void> {
  const socket = io(new URL('/jobs', url).href, { auth: { token: key }, transports: ['websocket'] });
  return new Promise<void>((resolve, reject) => {
    signal.addEventListener('abort', () => resolve());
    // What is refused at the door is not asked again; what only broke is.
    socket.on('connect_error', (error) => {
      if (!socket.active) reject(new Refused(error.message, `The gateway refused: ${error.message}`));
    });
    socket.on('connect', () => {
      socket.emit('subscribe', { everything: true }, (answer: Answer) => {
        if (!answer.ok) reject(new Refused(answer.problem.code, answer.problem.detail));
      });
    });
    socket.on('closed', ({ problem }: Closed) => reject(new Refused(problem.code, problem.detail)));
    socket.on('event', (message: unknown) => takeEvent(message, listener));
  }).finally(() => socket.disconnect());
}

/** A gateway that is newer than this program may tell what it does not know. */
export function takeEvent(message: unknown, { tell, complain }: Listener) {
  const event = JobEvent.safeParse(message);
  if (event.success) tell(event.data);
  else complain(`An event that this program does not know: ${JSON.stringify(message)}`);
}

/** Why one hears of it no more. */
interface Closed {
  readonly problem: { readonly code: string; readonly detail: string };
}

type Answer = { readonly ok: true } | ({ readonly ok: false } & Closed);

/** One line for people. */
export function eventLine({ at, jobId, seq, type, change }: JobEvent): string {
  const { percent, step, message, error } = change as Record<string, unknown> & { error?: { code?: string } };
  const parts = [
    percent === undefined ? '' : `${Math.round(Number(percent))} %`,
    String(step ?? ''),
    String(message ?? ''),
    error?.code ?? '',
  ];
  return [at, jobId, `#${seq}`, type, ...parts.filter(Boolean)].join('  ');
}
