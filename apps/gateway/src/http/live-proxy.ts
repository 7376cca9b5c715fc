import httpProxy from '@fastify/http-proxy';
import { AppError } from '@polyspool/contracts/errors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { connect } from 'node:net';

/** The paths that job-status answers; to the caller there is one origin. */
const livePrefixes = ['/socket.io'];

export function proxyLive(fastify: FastifyInstance, upstream: string) {
  fastify.register(async (scope) => {
    // Bodies pass through unread, whatever parsers the API has.
    scope.removeAllContentTypeParsers();
    for (const prefix of livePrefixes) {
      scope.register(httpProxy, {
        upstream,
        prefix,
        rewritePrefix: prefix,
        websocket: true,
        disableRequestLogging: true,
        // A long poll waits by design.
        config: { receiveTimeoutMs: 0 },
        preHandler: (request) => mayUpgrade(request, upstream),
        wsServerOptions: { maxPayload: 1_048_576 },
        wsClientOptions,
        replyOptions: {
          // The client knows better when to try again.
          retryDelay: () => null,
          rewriteRequestHeaders: (request, headers) => ({ ...headers, ...originOf(request as FastifyRequest) }),
          onError: (reply, { error }) => {
            reply.send(unavailable(error));
          },
        },
      });
    }
  });
}

/**
 * The proxy accepts an upgrade before it calls upstream, and a client whose socket then closes waits for its own
 * timeout. So ask first: an honest 503 makes it try again at once.
 */
async function mayUpgrade(request: FastifyRequest, upstream: string) {
  if (request.headers.upgrade === undefined) return;
  // Between the upgrade and the proxy nobody listens to the socket, and an unheard error would end the process.
  const { socket } = request.raw;
  socket.on('error', () => socket.destroy());
  const { hostname, port, protocol } = new URL(upstream);
  const probe = connect(Number(port) || (protocol === 'https:' ? 443 : 80), hostname);
  try {
    await once(probe, 'connect', { signal: AbortSignal.timeout(2000) });
  } catch (error) {
    throw unavailable(error);
  } finally {
    probe.destroy();
  }
}

const wsClientOptions = {
  handshakeTimeout: 5000,
  /** What a handshake may carry on: who asks, and from where. */
  rewriteRequestHeaders(_headers: unknown, request: FastifyRequest) {
    const { authorization, cookie } = request.headers;
    return { ...(authorization ? { authorization } : {}), ...(cookie ? { cookie } : {}), ...originOf(request) };
  },
};

const originOf = (request: FastifyRequest) => ({ 'x-forwarded-for': request.ip, 'x-request-id': request.id });

const unavailable = (cause: unknown) =>
  new AppError('service.unavailable', 'Live updates are not available now', { cause });
