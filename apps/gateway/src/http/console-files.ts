import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

/** Never a page of the console: an unknown address below these is a problem, not index.html. */
const notPages = /^\/(v1|api|socket\.io|ws|health|metrics|internal|problems|docs|openapi\.json|asyncapi\.json)(\/|$)/;

/** Serves the built console. Its router knows the pages, so that every unknown page gets index.html. */
export async function serveConsole(fastify: FastifyInstance, folder: string) {
  const root = resolve(folder);
  if (!(await isFile(join(root, 'index.html')))) throw new Error(`CONSOLE_DIR has no index.html: ${root}`);
  fastify.register(fastifyStatic, { root, serve: false });

  fastify.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const path = request.params['*'];
    if (notPages.test(`/${path}`)) return reply.callNotFound();
    if (await isServable(root, path)) return sendFile(reply, path);
    if (wantsPage(request)) return sendFile(reply, 'index.html');
    return reply.callNotFound();
  });
}

/** Vite puts a hash of the content into the names of assets: what they hold never changes. */
function sendFile(reply: FastifyReply, path: string) {
  if (path.startsWith('assets/')) return reply.sendFile(path, { maxAge: '365d', immutable: true });
  return reply.header('cache-control', 'no-cache').sendFile(path, { cacheControl: false });
}

const wantsPage = (request: FastifyRequest) => request.headers.accept?.includes('text/html') ?? false;

async function isServable(root: string, path: string) {
  const file = resolve(root, path);
  const hidden = path.split('/').some((name) => name.startsWith('.'));
  return !hidden && file.startsWith(root + sep) && isFile(file);
}

const isFile = (path: string) =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
