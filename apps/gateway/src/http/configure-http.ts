import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from '@polyspool/service/logger';
import { tellSuccessors } from '../dialects/dialect.js';
import { acceptEmptyJson } from './accept-empty-json.js';
import { serveConsole } from './console-files.js';
import { endInTime } from './deadline.js';
import { addEtags } from './etags.js';
import { type LiveOptions, proxyLive } from './live-proxy.js';
import { ProblemFilter } from './problem-filter.js';
import { logRequests } from './request-log.js';
import { addResponseHeaders } from './response-headers.js';

export interface HttpOptions extends LiveOptions {
  /** Where the built console lies; without it the gateway is an API only. */
  readonly CONSOLE_DIR?: string | undefined;
}

/** Everything between the socket and the controllers. Hooks come first: they hold for what is registered after them. */
export async function configureHttp(app: NestFastifyApplication, options: HttpOptions) {
  const fastify = app.getHttpAdapter().getInstance();
  const logger = app.get(Logger);
  app.useGlobalFilters(new ProblemFilter(logger));
  acceptEmptyJson(app);
  addResponseHeaders(fastify);
  addEtags(fastify);
  endInTime(fastify, logger);
  tellSuccessors(fastify);
  logRequests(fastify, logger);
  proxyLive(fastify, options, logger);
  if (options.CONSOLE_DIR !== undefined) await serveConsole(fastify, options.CONSOLE_DIR);
}
