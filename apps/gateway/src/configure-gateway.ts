import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeApi } from './http/api-description.js';
import { configureHttp, type HttpOptions } from './http/configure-http.js';
import { registerUploadBodies } from './uploads/register-upload-bodies.js';

/** The HTTP side of the gateway, for its `main.ts` and for tests. */
export async function configureGateway(app: NestFastifyApplication, options: HttpOptions) {
  await registerUploadBodies(app);
  await configureHttp(app, options);
  describeApi(app);
}
