import { parser } from '@prometheus-io/lezer-promql';

/** What Grafana puts in place of its variables. */
export const resolved = (expr: string, { range = '5m' } = {}) =>
  expr
    .replaceAll('$__rate_interval', '2m')
    .replaceAll('$__range', range)
    .replaceAll(/\$(queue|job|engine|http_route)\b/g, '.*');

/** Whether Prometheus would understand it. */
export function parses(expr: string): boolean {
  let isFine = true;
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.type.isError) isFine = false;
    },
  });
  return isFine;
}

/** Names of the metrics that it asks for. */
export function metricsOf(expr: string): string[] {
  const found = new Set<string>();
  parser.parse(expr).iterate({
    enter: (node) => {
      if (node.name !== 'VectorSelector') return;
      const name = node.node.firstChild;
      if (name?.name === 'Identifier') found.add(expr.slice(name.from, name.to));
    },
  });
  return [...found].sort();
}
