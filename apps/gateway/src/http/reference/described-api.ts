import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Networks } from '@polyspool/messengers/webhook/networks';
import { serviceModule } from '@polyspool/service/create-app';
import { createLogger } from '@polyspool/service/logger';
import { AppModule } from '../../app.module.js';
import type { GatewayEnv } from '../../env.js';
import { apiDocument } from '../api-description.js';

/** The description of the API, of a gateway of which nothing is made but its outline: no stores, no socket. */
export async function describedApi() {
  const logger = await createLogger({ name: 'gateway', LOG_LEVEL: 'error', LOG_FORMAT: 'json' });
  // Nothing of it is used before the gateway serves.
  const env = {
    STORAGE_URL: 'file:///nowhere',
    LINK_SECRET: 'x'.repeat(32),
    PUBLIC_URL: 'http://127.0.0.1:8000',
    WEBHOOK_ALLOWED_NETWORKS: Networks.parse(''),
    OIDC_ISSUERS: [],
  } as unknown as GatewayEnv;
  const app = await NestFactory.create(serviceModule(AppModule.forRoot(env), logger), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  return apiDocument(app);
}
