import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The rules of docker/prometheus, as Prometheus Operator takes them: there is no second copy to be kept. */
export function prometheusRule(root: string): IPrometheusRule {
  const folder = join(root, 'docker/prometheus/rules');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yml'));
  const groups = files.sort().flatMap((name) => (parse(readFileSync(join(folder, name), 'utf8')) as RuleFile).groups);
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'polyspool', labels: { 'app.kubernetes.io/part-of': 'polyspool' } },
    spec: { groups },
  };
}

interface RuleFile {
  readonly groups: NonNullable<IPrometheusRule['spec']['groups']>;
}
