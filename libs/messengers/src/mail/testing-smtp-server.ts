import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TakenMail {
  readonly to: string;
  /** As it came over the wire. */
  readonly raw: string;
}

/** What it does with the next mail: nothing said is `take`. `cut`: takes it and hangs up without a word; `silent`: takes it and says nothing. */
export type Manner = 'take' | 'refuse' | 'later' | 'cut' | 'silent';

/** A mail server with manners as a test wants them. For tests only. */
export async function openTestSmtpServer() {
  const taken: TakenMail[] = [];
  const sockets = new Set<Socket>();
  const state = { manner: (_to: string): Manner => 'take', onTaken: (_mail: TakenMail): void => undefined };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    converse(socket, state, taken);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken,
    state,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type TestSmtpServer = Awaited<ReturnType<typeof openTestSmtpServer>>;

function converse(socket: Socket, state: TestSmtpServer['state'], taken: TakenMail[]) {
  let [buffer, to, inData] = ['', '', false];
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const commands: Record<string, (rest: string) => void> = {
    EHLO: () => say('250-here\r\n250 8BITMIME'),
    MAIL: () => say('250 go on'),
    RCPT: (rest) => {
      to = /<([^>]*)>/.exec(rest)?.[1] ?? '';
      const manner = state.manner(to);
      say(manner === 'refuse' ? `550 nobody of that name: <${to}>` : manner === 'later' ? '451 not now' : '250 go on');
    },
    DATA: () => {
      inData = true;
      say('354 go on');
    },
    RSET: () => say('250 go on'),
    QUIT: () => socket.end('221 goodbye\r\n'),
  };
  const finish = (raw: string) => {
    inData = false;
    const mail = { to, raw };
    taken.push(mail);
    state.onTaken(mail);
    const manner = state.manner(to);
    if (manner === 'cut') socket.destroy();
    else if (manner !== 'silent') say('250 taken');
  };
  say('220 here');
  socket.on('data', (chunk) => {
    buffer += chunk.toString('latin1');
    for (;;) {
      const end = buffer.indexOf(inData ? '\r\n.\r\n' : '\r\n');
      if (end < 0) return;
      const part = buffer.slice(0, end);
      buffer = buffer.slice(end + (inData ? 5 : 2));
      if (inData) finish(part);
      else (commands[part.slice(0, 4).toUpperCase()] ?? (() => say('500 what?')))(part.slice(4));
    }
  });
}
