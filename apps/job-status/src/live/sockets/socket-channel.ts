import type { WebSocket } from 'ws';
import type { Admitted } from '../door.js';
import type { ChannelName } from '../live-metrics.js';

/** What is spoken at one address. */
export interface SocketChannel {
  readonly name: Exclude<ChannelName, 'socket.io' | 'sse'>;
  /** What the path names, if it is one of this channel. */
  match(path: string): string | undefined;
  /** Somebody has come in. Hears their messages one after the other; what it throws ends the connection. */
  welcome(socket: WebSocket, admitted: Admitted, named: string): Promise<(text: string) => void | Promise<void>>;
}
