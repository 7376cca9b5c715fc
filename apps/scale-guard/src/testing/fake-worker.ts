import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A worker's `/metrics`, with what a test wants it to say. */
export async function openFakeWorker(busySlots: number, longestJobSeconds: number) {
  const worker = {
    busySlots,
    longestJobSeconds,
    isMute: false,
    isHung: false,
    asked: 0,
    port: 0,
    close: () => Promise.resolve(),
  };
  const server = createServer((request, response) => {
    worker.asked++;
    if (worker.isHung) return;
    const isKnown = request.url === '/metrics' && !worker.isMute;
    response
      .writeHead(isKnown ? 200 : 503)
      .end(
        [
          '# HELP worker_busy_slots Jobs that this process runs now',
          '# TYPE worker_busy_slots gauge',
          `worker_busy_slots{queue="video"} ${worker.busySlots}`,
          'worker_busy_slots{queue="video-short"} 0',
          'worker_busy_slots_of_something_else 17',
          `worker_longest_job_seconds{queue="video"} ${worker.longestJobSeconds}`,
          'worker_longest_job_seconds{queue="video-short"} 0\n',
        ].join('\n'),
      );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  worker.port = (server.address() as AddressInfo).port;
  worker.close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return worker;
}
