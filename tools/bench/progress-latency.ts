import { once } from 'node:events';
import type { JobEvent } from '@polyspool/contracts/job-status';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { RunFile } from '../start/run-file.ts';
import { HttpClient } from './http-client.ts';

const jobs = 20;
const waitMs = 1_700;

export interface Latencies {
  /** From the submission until the job is recorded as started. */
  readonly startMs: number[];
  /** From the worker's words to each subscriber. */
  readonly progressMs: number[];
}

/** One job after the other; every subscriber hears of all. Worker and subscribers share the clock of this machine. */
export async function progressLatencies(run: RunFile, subscribers: number): Promise<Latencies> {
  const heard: Latencies = { startMs: [], progressMs: [] };
  const sockets = await subscribe(run, subscribers);
  const client = new HttpClient(run.gatewayUrl, 1, run.adminKey);
  try {
    let submittedAt = 0;
    let next = Promise.withResolvers<void>();
    for (const socket of sockets) {
      socket.on('event', ({ type, change }: JobEvent) => {
        const saidAt = type === 'progress' ? saidAtMs(change.message) : undefined;
        if (saidAt !== undefined) {
          heard.progressMs.push(Date.now() - saidAt);
        }
        if (socket !== sockets[0]) return;
        if (change.startedAt) heard.startMs.push(Date.parse(change.startedAt) - submittedAt);
        if (change.finishedAt) next.resolve();
      });
    }
    for (let at = 0; at < jobs; at += 1) {
      next = Promise.withResolvers<void>();
      submittedAt = Date.now();
      await client.post('/v1/jobs', { type: 'system.debug', input: { waitMs } });
      await next.promise;
    }
    return heard;
  } finally {
    client.close();
    for (const socket of sockets) socket.disconnect();
  }
}

/** `... at <ISO time>`, as the job says it. */
function saidAtMs(message: string | undefined) {
  const said = /at (\d{4}-\S+Z)$/.exec(message ?? '')?.[1];
  return said === undefined ? undefined : Date.parse(said);
}

async function subscribe({ gatewayUrl, adminKey }: RunFile, count: number): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(50, count - sockets.length) }, () =>
      io(`${gatewayUrl}/jobs`, { auth: { token: adminKey }, transports: ['websocket'], forceNew: true }),
    );
    await Promise.all(some.map((socket) => once(socket as unknown as NodeJS.EventEmitter, 'connect')));
    await Promise.all(some.map((socket) => socket.emitWithAck('subscribe', { mine: true })));
    sockets.push(...some);
  }
  return sockets;
}
