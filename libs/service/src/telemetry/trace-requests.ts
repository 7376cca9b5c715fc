import { type Context, context, propagation, trace, TraceFlags } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { TraceparentPropagator } from './traceparent-propagator.js';

let ownIds: boolean | undefined;

/**
 * Gives every request a trace id, also where nobody listens to traces: problems, jobs and log lines are joined by it.
 * Does nothing where the SDK has been started, which does it itself.
 */
export function traceRequests(fastify: FastifyInstance) {
  ownIds ??= carryTraceIds();
  if (!ownIds) return;
  const contexts = new WeakMap<FastifyRequest, Context>();
  fastify.addHook('onRequest', (request, reply, done) => {
    const own = contextOf(request);
    contexts.set(request, own);
    // The body comes in by events, which know nothing of the request that they belong to.
    context.bind(own, request.raw);
    context.bind(own, reply.raw);
    context.with(own, done);
  });
  fastify.addHook('onResponse', (request, _reply, done) => {
    context.with(contexts.get(request) ?? context.active(), done);
  });
}

/** The same for what is answered before any hook has run. */
export const inTraceOf = <Result>(request: FastifyRequest, work: () => Result): Result =>
  ownIds ? context.with(contextOf(request), work) : work();

/** False where the SDK was first. */
function carryTraceIds() {
  const isFirst = context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  return isFirst && propagation.setGlobalPropagator(new TraceparentPropagator());
}

function contextOf({ headers }: FastifyRequest): Context {
  const given = propagation.extract(context.active(), headers);
  if (trace.getSpanContext(given)) return given;
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  // Sampled: a service behind this one may have a listener though this one has none.
  return trace.setSpanContext(given, { traceId, spanId, traceFlags: TraceFlags.SAMPLED });
}
