import { get } from 'node:http';
import { io } from 'socket.io-client';
import { WebSocket } from 'ws';

export const channels = ['ws', 'ws-jobs', 'sse', 'socket.io'] as const;
export type Channel = (typeof channels)[number];

export interface Watched {
  readonly gatewayUrl: string;
  readonly key: string;
  readonly jobId: string;
}

export interface LiveClient {
  /** Each message, as text. */
  onText: (text: string) => void;
  close(): void;
}

/** Answers when it has heard the state of its job. */
export function connect(channel: Channel, watched: Watched): Promise<LiveClient> {
  if (channel === 'socket.io') return connectSocketIo(watched);
  return channel === 'sse' ? connectStream(watched) : connectSocket(channel, watched);
}

function connectSocket(channel: 'ws' | 'ws-jobs', { gatewayUrl, key, jobId }: Watched) {
  const path = channel === 'ws' ? '/v1/ws' : `/ws/jobs/${jobId}`;
  const headers = { authorization: `Bearer ${key}` };
  const socket = new WebSocket(`${gatewayUrl.replace(/^http/, 'ws')}${path}`, { headers, perMessageDeflate: false });
  const client: LiveClient = { onText: () => undefined, close: () => socket.close() };
  return new Promise<LiveClient>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code, reason) => reject(new Error(`Closed with ${code} ${String(reason)}`)));
    if (channel === 'ws') socket.once('open', () => socket.send(JSON.stringify({ type: 'subscribe', jobId })));
    socket.on('message', (data) => {
      resolve(client);
      client.onText(String(data));
    });
  });
}

function connectStream({ gatewayUrl, key, jobId }: Watched) {
  const headers = { authorization: `Bearer ${key}` };
  const client: LiveClient = { onText: () => undefined, close: () => request.destroy() };
  const request = get(`${gatewayUrl}/v1/jobs/${jobId}/events`, { headers, agent: false });
  return new Promise<LiveClient>((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      if (response.statusCode !== 200) return reject(new Error(`Refused with ${response.statusCode}`));
      response.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('event: snapshot')) resolve(client);
        client.onText(text);
      });
    });
  });
}

function connectSocketIo({ gatewayUrl, key, jobId }: Watched) {
  const socket = io(`${gatewayUrl}/jobs`, { auth: { token: key }, transports: ['websocket'], forceNew: true });
  const client: LiveClient = { onText: () => undefined, close: () => socket.disconnect() };
  return new Promise<LiveClient>((resolve, reject) => {
    socket.once('connect_error', reject);
    socket.on('connect', () => socket.emit('subscribe', { jobId }));
    socket.on('snapshot', () => resolve(client));
    socket.on('event', (event: object) => client.onText(JSON.stringify(event)));
  });
}
