import { AppError } from '@polyspool/contracts/errors';
import type { FastifyRequest } from 'fastify';

/** Does what only the sender is waiting for: the signal is aborted when the connection closes before it is done. */
export async function whileConnected<Result>(
  { raw: { socket } }: FastifyRequest,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const gone = new AbortController();
  const onClose = () => gone.abort(new AppError('upload.incomplete', 'The sender has gone away'));
  if (socket.destroyed) onClose();
  socket.once('close', onClose);
  try {
    return await work(gone.signal);
  } finally {
    socket.removeListener('close', onClose);
  }
}
