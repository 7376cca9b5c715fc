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

export interface Matcher {
  /** Without what a rule puts around a name: `queue:job_queue_depth:max` is `job_queue_depth`. */
  readonly metric: string;
  readonly label: string;
  /** What is named; of a regular expression each of its alternatives. Nothing where it is made of more than names. */
  readonly values: readonly string[];
}

/** Which values of labels it asks for. */
export function matchersOf(expr: string): Matcher[] {
  const found: Matcher[] = [];
  const textOf = ({ from, to }: { from: number; to: number }) => expr.slice(from, to);
  parser.parse(expr).iterate({
    enter: ({ name, node }) => {
      if (name !== 'VectorSelector') return;
      const metric = node.getChild('Identifier');
      for (const matcher of node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []) {
        const [label, value] = [matcher.getChild('LabelName'), matcher.getChild('StringLiteral')];
        if (!metric || !label || !value) continue;
        const values = textOf(value).slice(1, -1).split('|');
        const areNames = values.every((one) => /^\w+$/.test(one));
        found.push({
          metric: textOf(metric).split(':')[1] ?? textOf(metric),
          label: textOf(label),
          values: areNames ? values : [],
        });
      }
    },
  });
  return found;
}
