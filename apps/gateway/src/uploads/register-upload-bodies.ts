import multipart from '@fastify/multipart';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { errorCodes, type FastifyRequest } from 'fastify';

/** Of the bytes of a resumable upload. */
export const piecesMediaType = 'application/offset+octet-stream';
/** Where such bytes are read. */
const piecesPath = '/v1/uploads/resumable';

/**
 * Lets controllers read the bodies of uploads as they come. Sizes are checked where the bytes are written.
 * What remains of a refused body is read and dropped for `lingerMs`, so that its sender gets to read the answer.
 */
export async function registerUploadBodies(app: NestFastifyApplication, lingerMs = 5_000) {
  const fastify = app.getHttpAdapter().getInstance();
  // One part more than allowed, so that the surplus is seen and refused, not skipped.
  const limits = { fileSize: Infinity, files: 2, fields: 1, fieldSize: 1024, parts: 3, headerPairs: 32 };
  await fastify.register(multipart, { limits, throwFileSizeLimit: false });
  fastify.addContentTypeParser(piecesMediaType, ({ routeOptions }, body, done) => {
    if (routeOptions.url?.startsWith(piecesPath)) done(null, body);
    else done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(piecesMediaType));
  });

  // The answer is out but the body is not in. Closing at once would make the sender's system discard the answer.
  fastify.addHook('onResponse', async (request) => {
    const { raw } = request;
    if (raw.complete || raw.destroyed || !isUpload(request)) return;
    raw.unpipe();
    raw.resume();
    const timer = setTimeout(() => raw.destroy(), lingerMs).unref();
    raw.once('close', () => clearTimeout(timer));
  });
}

const isUpload = (request: FastifyRequest) =>
  request.isMultipart() || request.headers['content-type'] === piecesMediaType;
