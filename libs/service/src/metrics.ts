import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

/** What Prometheus scrapes at `/metrics`: the process (CPU, memory, event loop, garbage) and what it was asked. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    // As OpenTelemetry's semantic conventions name it.
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests, by route',
    labelNames: ['http_request_method', 'http_route', 'http_response_status_code'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.#registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.#registry });
  }

  readonly mediaType = this.#registry.contentType;

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  count(http: FastifyInstance) {
    http.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
      const labels = {
        http_request_method: method,
        // Never the address itself: each id would be a series of its own.
        http_route: routeOptions.url ?? 'unknown',
        http_response_status_code: String(statusCode),
      };
      this.#requests.observe(labels, elapsedTime / 1000);
    });
  }
}
