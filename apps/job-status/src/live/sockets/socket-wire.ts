import type { AppError } from '@polyspool/contracts/errors';
import { closeCodeOf, type LiveCloseCode } from '@polyspool/contracts/live';
import type { WebSocket } from 'ws';
import type { Text, Wire } from '../plain-follower.js';

/** A plain WebSocket. One that does not answer its end is cut off by `ws`. */
export class SocketWire implements Wire {
  constructor(private readonly socket: WebSocket) {}

  get waitingBytes() {
    return this.socket.bufferedAmount;
  }

  send(text: Text) {
    this.socket.send(text, { binary: false });
  }

  end({ code }: AppError) {
    this.close(closeCodeOf(code), code);
  }

  close(closeCode: LiveCloseCode, reason: string) {
    this.socket.close(closeCode, reason);
  }
}
