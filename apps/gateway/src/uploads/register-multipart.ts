import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Lets controllers read multipart bodies as they come. Sizes are checked where the bytes are written.
 * What remains of a refused body is read and dropped for `lingerMs`, so that its sender gets to read the answer.
 */
export async function registerMultipart(app: NestFastifyApplication, lingerMs = 5_000) {
  const fastify = app.getHttpAdapter().getInstance();
  // One part more than allowed, so that the surplus is seen and refused, not skipped.
  const limits = { fileSize: Infinity, files: 2, fields: 1, fieldSize: 1024, parts: 3, headerPairs: 32 };
  await fastify.register(multipart, { limits, throwFileSizeLimit: false });

  // The answer is out but the body is not in. Closing at once would make the sender's system discard the answer.
  fastify.addHook('onResponse', async (request) => {
    const { raw } = request;
    if (raw.complete || raw.destroyed || !request.isMultipart()) return;
    raw.unpipe();
    raw.resume();
    const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
    raw.once('close', () => clearTimeout(timer));
  });
}
