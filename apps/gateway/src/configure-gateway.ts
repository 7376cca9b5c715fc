import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { describeApi } from './http/api-description.js';
import { configureHttp, type HttpOptions } from './http/configure-http.js';
import { registerMultipart } from './uploads/register-multipart.js';

/** The HTTP side of the gateway, for its `main.ts` and for tests. */
export async function configureGateway(app: NestFastifyApplication, options: HttpOptions) {
  await registerMultipart(app);
  await configureHttp(app, options);
  describeApi(app);
}
