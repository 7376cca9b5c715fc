import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** How long a refused body is still read, so that its sender gets to read the answer. */
const lingerMs = 5_000;

/** Lets controllers read multipart bodies as they come. Sizes are checked where the bytes are written. */
export async function registerMultipart(app: NestFastifyApplication) {
  const fastify = app.getHttpAdapter().getInstance();
  // One part more than allowed, so that the surplus is seen and refused, not skipped.
  const limits = { fileSize: Infinity, files: 2, fields: 1, fieldSize: 1024, parts: 3, headerPairs: 32 };
  await fastify.register(multipart, { limits, throwFileSizeLimit: false });

  /** The answer is out but the body is not in: drop what comes, for a while. Closing at once would discard the answer. */
  fastify.addHook('onResponse', async (request) => {
    const { raw } = request;
    if (raw.complete || raw.destroyed || !request.isMultipart()) return;
    raw.unpipe();
    raw.resume();
    const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
    raw.once('close', () => clearTimeout(timer));
  });
}
