import { once } from 'node:events';
import type { JobEvent } from '@polyspool/contracts/job-status';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { HttpClient } from './http-client.ts';

export interface Watched {
  readonly gatewayUrl: string;
  readonly key: string;
  readonly uploadId: string;
  readonly uploadSeconds: number;
}

const count = 30;

/** From the submission of a real job of one second to its first progress event over Socket.IO, one job after the other. */
export async function firstProgressLatencies(watched: Watched): Promise<number[]> {
  const { gatewayUrl, key, uploadId, uploadSeconds } = watched;
  const client = new HttpClient(gatewayUrl, 1, key);
  const socket = io(`${gatewayUrl}/jobs`, { auth: { token: key }, transports: ['websocket'] });
  try {
    const seen = listen(socket);
    await once(socket as unknown as NodeJS.EventEmitter, 'connect');
    await socket.emitWithAck('subscribe', { mine: true });
    const latencies: number[] = [];
    while (latencies.length < count) {
      // A range that no job has had: the steps of another one would be taken from the cache.
      const startSeconds = Math.random() * (uploadSeconds - 2);
      const input = { uploadId, startSeconds, endSeconds: startSeconds + 1 };
      const submittedAt = performance.now();
      const { body } = await client.post('/v1/jobs', { type: 'video.processChunk', input });
      latencies.push((await seen(String(body.id))) - submittedAt);
    }
    return latencies;
  } finally {
    socket.close();
    client.close();
  }
}

/** Answers when the job is over, with the time of its first progress event. Events may be faster than the answer. */
function listen(socket: Socket): (jobId: string) => Promise<number> {
  const progressAt = new Map<string, number>();
  const ended = new Map<string, JobEvent>();
  let wake: () => void = () => undefined;
  socket.on('event', (event: JobEvent) => {
    if (event.type === 'progress' && !progressAt.has(event.jobId)) progressAt.set(event.jobId, performance.now());
    if (event.change.finishedAt) ended.set(event.jobId, event);
    wake();
  });
  return async (jobId) => {
    while (!ended.has(jobId)) await new Promise<void>((resolve) => (wake = resolve));
    const { status, error } = ended.get(jobId)!.change;
    if (status !== 'succeeded') throw new Error(`A job ended as ${status}: ${error?.detail ?? ''}`);
    const at = progressAt.get(jobId);
    if (at === undefined) throw new Error('A job ended without a progress event.');
    return at;
  };
}
