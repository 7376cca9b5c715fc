import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../docker');
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

interface CollectorConfig {
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<Record<string, Readonly<Record<Parts, readonly string[]>>>>;
  };
}

type Parts = 'receivers' | 'processors' | 'exporters';

const parts = ['receivers', 'processors', 'exporters'] as const;
const configOf = (path: string) => parse(read(path)) as CollectorConfig & Record<Parts | 'extensions', object>;

describe.each(['otel/collector.yaml', 'cloudwatch/collector.yaml'])('the collector of %s', (path) => {
  const config = configOf(path);
  const pipelines = Object.values(config.service.pipelines);

  it('uses what it defines, and defines what it uses', () => {
    for (const part of parts) {
      expect(new Set(pipelines.flatMap((pipeline) => pipeline[part]))).toEqual(new Set(Object.keys(config[part])));
    }
    expect(config.service.extensions).toEqual(Object.keys(config.extensions));
  });

  it('refuses first what it has no memory for, and sends in batches', () => {
    for (const { processors } of pipelines) {
      expect([processors[0], processors.at(-1)]).toEqual(['memory_limiter', 'batch']);
    }
  });
});

describe('the traces that are kept', () => {
  const { processors } = parse(read('otel/collector.yaml')) as {
    processors: {
      tail_sampling: { policies: { type: string; status_code?: object }[] };
      'filter/failed_or_slow': { traces: { span: string[] } };
    };
  };

  it('are all that have failed or are slow, and some of the others', () => {
    const { policies } = processors.tail_sampling;

    expect(policies.map(({ type }) => type)).toEqual(['status_code', 'latency', 'probabilistic']);
    expect(policies[0]?.status_code).toEqual({ status_codes: ['ERROR'] });
  });

  it('have the failed spans of jobs that end after the decision', () => {
    const { span } = processors['filter/failed_or_slow'].traces;

    expect(span).toEqual([expect.stringMatching(/^status\.code != STATUS_CODE_ERROR and /)]); // these are dropped
  });
});

it('takes to CloudWatch the three figures that Prometheus records, by the labels that they have (R111)', () => {
  const { groups } = parse(read('prometheus/rules/cloudwatch.yml')) as {
    groups: { rules: { record: string; expr: string }[] }[];
  };
  const { exporters } = parse(read('cloudwatch/collector.yaml')) as {
    exporters: { awsemf: { metric_declarations: { dimensions: string[][]; metric_name_selectors: string[] }[] } };
  };
  const rules = groups.flatMap(({ rules: all }) => all);
  const declared = exporters.awsemf.metric_declarations.flatMap(({ dimensions, metric_name_selectors: names }) =>
    names.map((name) => [name.slice(1, -1), dimensions[0]![0]!] as const),
  );

  expect(rules.map(({ record }) => record)).toEqual(['CeleryTasksProcessed', 'CeleryWorkerCPU', 'CeleryQueueDepth']);
  expect(new Set(declared.map(([name]) => name))).toEqual(new Set(rules.map(({ record }) => record)));
  for (const [name, label] of declared) {
    expect(rules.find(({ record }) => record === name)?.expr).toContain(`by (${label})`);
  }
  expect(read('cloudwatch/collector.yaml')).toContain('Celery(TasksProcessed|WorkerCPU|QueueDepth)');
});

it('understands lines of ours alike in compose and in Kubernetes (R113, R340)', () => {
  const [compose, kubernetes] = ['alloy/config.alloy', 'alloy/kubernetes.alloy'].map((path) => {
    const text = read(path);
    return text.slice(text.indexOf('// A line of ours is JSON'));
  });

  expect(compose).toBe(kubernetes);
  for (const field of ['level', 'name', 'traceId', 'jobId', 'userId', 'requestId'])
    expect(compose).toContain(`= "${field}"`);
});
