import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from '../start/free-port.ts';
import type { Walk } from './walk.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

export const messageWalks: readonly WalkedRunbook[] = [
  {
    page: 'live-updates-dropped',
    shows: 'followers whose key is revoked are let go, and follow again with one that is good',
    signs: ['LiveUpdatesDropped'],
    breaks: async (walk) => {
      const id = await walk.submit('system.debug', {}, { runAt: new Date(Date.now() + 3_600_000).toISOString() });
      walk.afterwards(() => walk.ask('POST', `/v1/jobs/${id}/cancel`));
      await walk.type(`job=${id}`);
      await dropped(walk, id, 25);
    },
    mends: async (walk) => {
      const { said: id } = await walk.type('echo $job');
      const socket = await follow(walk, id, walk.system.run.adminKey);
      socket.close();
    },
    lingers: true,
  },
  {
    page: 'notifications-undelivered',
    shows: 'a webhook whose receiver is away is tried again, and takes what comes once it is there',
    signs: ['NotificationsUndelivered'],
    breaks: async (walk) => {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}/`;
      const { id } = await walk.ask<{ id: string }>('POST', '/v1/webhooks', { url });
      walk.afterwards(() => walk.answer('DELETE', `/v1/webhooks/${id}`));
      await walk.type(`webhook=${id} port=${port}`);
      await walk.submitMany(12, {});
    },
    says: [/^http:\/\/127\.0\.0\.1:\d+\/\|pending\|unreachable\|\d+$/m, /^\S+ pending unreachable/m],
    mends: async (walk) => {
      const { said: port } = await walk.type('echo $port');
      const receiver = createServer((_, response) => response.writeHead(204).end());
      walk.afterwards(() => receiver.close());
      await once(receiver.listen(Number(port), '127.0.0.1'), 'listening');
      await walk.submit('system.debug');
      await walk.shows('notification_deliveries_total{channel="webhook", outcome="sent"} > 0');
    },
    lingers: true,
  },
];

/** So many follow a job with a key of their own, which is revoked. */
async function dropped(walk: Walk, jobId: string, followers: number) {
  const made = await walk.ask<{ id: string; key: string }>('POST', '/v1/me/api-keys', { name: 'of a follower' });
  const sockets = await Promise.all(Array.from({ length: followers }, () => follow(walk, jobId, made.key)));
  const closed = sockets.map((socket) => once(socket, 'close'));
  await walk.answer('DELETE', `/v1/me/api-keys/${made.id}`);
  await Promise.all(closed);
}

async function follow(walk: Walk, jobId: string, key: string): Promise<WebSocket> {
  const url = `${walk.system.run.gatewayUrl.replace(/^http/, 'ws')}/ws/jobs/${jobId}?token=${key}`;
  const socket = new WebSocket(url);
  await once(socket, 'message');
  return socket;
}
