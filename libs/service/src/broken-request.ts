import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { problemMediaType, problemOf } from './problem.js';

const codes: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'input.headersTooLarge',
  ERR_HTTP_REQUEST_TIMEOUT: 'input.timedOut',
};

/** What is no HTTP, or too much of it, comes to no route: it is answered on the wire. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket) {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const problem = problemOf(
    new AppError(codes[error.code ?? ''] ?? 'input.invalid', 'This is no request that can be read'),
  );
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `content-type: ${problemMediaType}`,
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  // An answer may be under way: another one after it would be taken for its rest.
  const { _httpMessage: underWay } = socket as Socket & { _httpMessage?: ServerResponse | null };
  if (socket.writable && !underWay?.headersSent) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
