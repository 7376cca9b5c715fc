import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createApp, type ServiceOptions } from './create-app.js';
import { createLogger, type Logger } from './logger.js';
import { ownPackage } from './own-package.js';
import { Readiness } from './readiness.js';
import { isRedisNamed, nameOfTopology, redisTopologyOf } from './redis-topology.js';
import { ServiceFacts } from './service-facts.js';
import { exitOnFault, stopOnSignal } from './shutdown.js';
import { stopTelemetry } from './telemetry/stop-telemetry.js';
import { tellLostSpans } from './telemetry/tell-lost-spans.js';

/** With the default grace of 25 s still within the 30 s after which Kubernetes kills. */
const closeMs = 4_000;

/** The whole `main.ts` of a service: starts it, says so, and ends it well. */
export async function runService(options: ServiceOptions): Promise<void> {
  const logger = await createLogger({ name: options.name, ...options.env });
  exitOnFault(process, logger);
  try {
    const app = await startService(options, logger);
    const tellLost = tellLostSpans(logger);
    const delayMs = options.env.SHUTDOWN_DELAY_S * 1000;
    const stop = async () => {
      app.get(Readiness).stop();
      await delay(delayMs);
      await app.close();
      await stopTelemetry();
      tellLost();
    };
    stopOnSignal(process, { stop, logger, graceMs: delayMs + options.env.SHUTDOWN_GRACE_S * 1000, closeMs });
  } catch (error) {
    logger.fatal({ err: error }, 'The service could not start');
    process.exit(1);
  }
}

/** Listens and writes the one start line. */
export async function startService(options: ServiceOptions, logger: Logger): Promise<NestFastifyApplication> {
  const app = await createApp(options, logger);
  const { env } = options;
  await app.listen(env.PORT, env.HOST);
  const facts = app.get(ServiceFacts);
  facts.add({
    name: options.name,
    version: ownPackage().version,
    port: (app.getHttpServer().address() as AddressInfo).port,
    ...(isRedisNamed(env) ? { redis: nameOfTopology(redisTopologyOf(env)), queuePrefix: env.QUEUE_PREFIX } : {}),
  });
  const failing = await app.get(Readiness).failing();
  const { name: _, ...said } = facts.all();
  logger.info({ ...said, ready: failing.length === 0 }, 'Service started');
  return app;
}
