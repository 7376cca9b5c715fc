import { parseInput } from '@polyspool/contracts/input';
import type { JobEvent } from '@polyspool/contracts/job-status';
import { type LiveMessage, LiveRequest } from '@polyspool/contracts/live';
import { Logger } from '@polyspool/service/logger';
import { Injectable } from '@nestjs/common';
import type { WebSocket } from 'ws';
import type { Admitted } from '../door.js';
import { FollowerRooms } from '../follower-rooms.js';
import { LiveRooms } from '../live-rooms.js';
import { onceEach } from '../once-each.js';
import { PlainFollower, type Wording } from '../plain-follower.js';
import { problemOfFailure } from '../problem-of-failure.js';
import { nameOfRoom } from '../rooms.js';
import type { SocketChannel } from './socket-channel.js';
import { SocketWire } from './socket-wire.js';

const text = (message: LiveMessage) => JSON.stringify(message);
const eventText = onceEach((event: JobEvent) => Buffer.from(text({ type: 'event', event })));

const wording: Wording = {
  snapshot: (snapshot) => text({ type: 'snapshot', snapshot }),
  event: eventText,
  closed: (closed) => text({ type: 'closed', ...closed }),
};

/** `/v1/ws`: one connection, many jobs; `LiveRequest` and `LiveMessage` are what is said. */
@Injectable()
export class ManyJobsChannel implements SocketChannel {
  readonly name = 'ws';
  private readonly followers = new FollowerRooms();

  constructor(
    private readonly rooms: LiveRooms,
    private readonly logger: Logger,
  ) {
    rooms.add(this.followers);
  }

  match(path: string) {
    return path === '/v1/ws' ? '' : undefined;
  }

  async welcome(socket: WebSocket, admitted: Admitted) {
    const follower = new PlainFollower(admitted, new SocketWire(socket), wording, this.followers);
    socket.once('close', () => follower.gone());
    return (said: string) => this.#hear(follower, said);
  }

  async #hear(follower: PlainFollower, said: string) {
    const value = parsed(said);
    const ref = LiveRequest.options[0].shape.ref.safeParse((value as { ref?: unknown } | undefined)?.ref).data;
    const named = ref === undefined ? {} : { ref };
    try {
      follower.send(text({ ...(await this.#answer(follower, parseInput(LiveRequest, value))), ...named }));
    } catch (error) {
      follower.send(text({ type: 'error', ...named, problem: problemOfFailure(error, this.logger) }));
    }
  }

  async #answer(follower: PlainFollower, request: LiveRequest): Promise<LiveMessage> {
    if (request.type === 'ping') return { type: 'pong' };
    const { type, ref: _ref, ...wanted } = request;
    if (type === 'subscribe') return { type: 'subscribed', complete: await this.rooms.subscribe(follower, wanted) };
    follower.leave(nameOfRoom(wanted, follower.person));
    return { type: 'unsubscribed' };
  }
}

/** What is no JSON is no request either, and is refused as such. */
function parsed(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}
