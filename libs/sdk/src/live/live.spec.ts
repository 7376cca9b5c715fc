import { Polyspool } from '../polyspool.js';
import { anEvent, told } from '../testing/examples.js';
import { FakeSocketServer } from '../testing/fake-socket-server.js';

describe('hearing of what happens', () => {
  const sockets = new FakeSocketServer();
  const client = new Polyspool({ url: 'http://127.0.0.1:9', key: 'k', WebSocket: sockets.WebSocket });

  it('of all jobs of somebody goes on after an interruption, each event once, and says when some are missing', async () => {
    sockets.onRequest = (socket, request) => {
      if (request.type !== 'subscribe') return;
      if (sockets.sockets.length === 1) {
        socket.tell({ type: 'subscribed', ref: request.ref!, complete: true }, told(anEvent(1, { percent: 1 })));
        return socket.close(4408, 'Too slow');
      }
      expect(request).toMatchObject({ mine: true, since: anEvent(1, {}).at });
      socket.tell(told(anEvent(1, { percent: 1 })), told(anEvent(2, { percent: 2 })));
      socket.tell({ type: 'subscribed', ref: request.ref!, complete: false }, told(anEvent(3, { percent: 3 })));
    };
    let gaps = 0;
    const seqs: number[] = [];

    for await (const { seq } of client.events({ mine: true }, { onGap: () => (gaps += 1) })) {
      seqs.push(seq);
      if (seq === 3) break;
    }

    expect([seqs, gaps]).toEqual([[1, 2, 3], 1]);
  });
});
