import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '@polyspool/contracts/errors';
import { Metrics } from '@polyspool/service/metrics';

export type ChannelName = 'socket.io' | 'ws' | 'ws-jobs' | 'sse';

/** What is counted of one connection. */
export interface ConnectionMeter {
  /** A message was handed to it. */
  sent(): void;
  /** It was ended from here. */
  dropped(code: ErrorCode): void;
  /** It is over. */
  closed(): void;
}

/** Who listens to jobs on this replica, and how much they are told. */
@Injectable()
export class LiveMetrics {
  readonly #connections;
  readonly #messages;
  readonly #dropped;

  constructor(metrics: Metrics) {
    const labels = ['channel'] as const;
    this.#connections = metrics.gauge({ name: 'live_connections', help: 'Clients that are told of jobs', labels });
    this.#messages = metrics.counter({ name: 'live_messages_total', help: 'Messages to live clients', labels });
    this.#dropped = metrics.counter({
      name: 'live_dropped_total',
      help: 'Live connections that were ended by the server',
      labels: ['channel', 'code'],
    });
    for (const channel of new Set(Object.values(labelOf))) {
      this.#connections.set({ channel }, 0);
      // Prometheus sees no increase from nothing: the first who are let go would go unnoticed.
      for (const code of reasons) this.#dropped.inc({ channel, code }, 0);
    }
  }

  opened(name: ChannelName): ConnectionMeter {
    const channel = labelOf[name];
    this.#connections.inc({ channel });
    return {
      sent: () => this.#messages.inc({ channel }),
      dropped: (code) => this.#dropped.inc({ channel, code }),
      closed: () => this.#connections.dec({ channel }),
    };
  }
}

/** For which somebody is let go. */
const reasons: readonly ErrorCode[] = ['live.tooSlow', 'auth.invalid', 'auth.scopeMissing'];

/** Both kinds of WebSocket are one to whoever runs the system. */
const labelOf: Readonly<Record<ChannelName, string>> = {
  'socket.io': 'socketio',
  ws: 'ws',
  'ws-jobs': 'ws',
  sse: 'sse',
};
