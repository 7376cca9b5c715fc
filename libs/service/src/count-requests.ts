import type { FastifyInstance } from 'fastify';
import type { Metrics } from './metrics.js';

/** How long requests took, by route. */
export function countRequests(http: FastifyInstance, metrics: Metrics) {
  const requests = metrics.histogram({
    name: 'http_server_request_duration_seconds',
    help: 'Duration of HTTP requests, by route',
    labels: ['http_request_method', 'http_route', 'http_response_status_code'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  });
  http.addHook('onResponse', async ({ method, routeOptions }, { statusCode, elapsedTime }) => {
    const labels = {
      http_request_method: method,
      // Never the address itself: each id would be a series of its own.
      http_route: routeOptions.url ?? 'unknown',
      http_response_status_code: statusCode,
    };
    requests.observe(labels, elapsedTime / 1000);
  });
}
