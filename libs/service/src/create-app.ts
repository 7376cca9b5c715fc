import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppError } from '@polyspool/contracts/errors';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ServiceEnv } from './env.js';
import { answerBrokenRequest } from './broken-request.js';
import { closeConnectionsAtEnd } from './closing-connections.js';
import { countRequests } from './count-requests.js';
import { describeProcess } from './describe-process.js';
import { HealthController } from './health.controller.js';
import { Logger } from './logger.js';
import { Metrics } from './metrics.js';
import { NestLogger } from './nest-logger.js';
import { problemMediaType, problemOf } from './problem.js';
import { Readiness } from './readiness.js';
import { limitReceiveTime } from './receive-timeout.js';
import type { RedisSettings } from './redis-topology.js';
import { ServiceFacts } from './service-facts.js';
import { countSpans } from './telemetry/tell-lost-spans.js';
import { inTraceOf, traceRequests } from './telemetry/trace-requests.js';

export interface ServiceOptions {
  readonly name: string;
  readonly module: Type | DynamicModule;
  readonly env: ServiceEnv & RedisSettings;
  /** Prepares the HTTP side, before it listens. */
  readonly configure?: (app: NestFastifyApplication) => void | Promise<void>;
}

/** The whole service, not yet listening. */
export async function createApp(options: ServiceOptions, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: 1_048_576,
    trustProxy: false,
    genReqId: requestId,
    frameworkErrors: answerRouterError,
    clientErrorHandler: answerBrokenRequest,
    http: { headersTimeout: 15_000 },
    requestTimeout: 0,
    forceCloseConnections: 'idle',
    // What is on its way already is answered as usual.
    return503OnClosing: false,
  });
  traceRequests(adapter.getInstance());
  limitReceiveTime(adapter.getInstance(), 30_000);
  const app = await NestFactory.create<NestFastifyApplication>(serviceModule(options.module, logger), adapter, {
    logger: new NestLogger(logger),
    abortOnError: false,
  });
  const metrics = app.get(Metrics);
  describeProcess(metrics, options.name, app.get(Readiness));
  countRequests(adapter.getInstance(), metrics);
  countSpans(metrics);
  closeConnectionsAtEnd(adapter.getInstance(), app.get(Readiness));
  await options.configure?.(app);
  return app;
}

/** A caller may name its request; what could not be written to a log or a header is replaced. */
function requestId(request: IncomingMessage) {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}

/** The router refuses some addresses before any hook or filter sees them. */
function answerRouterError(error: Error, request: FastifyRequest, reply: FastifyReply) {
  const problem = inTraceOf(request, () => problemOf(new AppError('input.invalid', error.message)));
  reply.code(problem.status).type(problemMediaType).send(problem);
}

class ServiceModule {}

/** Around every app's module: what any provider may ask for. */
export function serviceModule(appModule: ServiceOptions['module'], logger: Logger): DynamicModule {
  return {
    module: ServiceModule,
    global: true,
    imports: [appModule],
    controllers: [HealthController],
    providers: [{ provide: Logger, useValue: logger }, Readiness, ServiceFacts, Metrics],
    exports: [Logger, Readiness, ServiceFacts, Metrics],
  };
}
