import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stringify } from 'yaml';
import { appNeeds, onceNeeds } from './app-needs.ts';
import { deploymentOf, disruptionBudgetOf, serviceAccountOf } from './deployment.ts';
import { externalSecretOf } from './external-secret.ts';
import { onceJobOf } from './once-job.ts';
import { queues } from './queues.ts';
import { prometheusRule } from './rules-resource.ts';
import { scaledObjectOf } from './scaled-object.ts';
import { serviceWorkloads, workerWorkloads } from './workload.ts';

/** What is written from the contracts, by path; all else in k8s/ is written by hand. */
export function manifests(root: string): ReadonlyMap<string, string> {
  return new Map([...workers(), ...services(), ...scalers(), ...secrets(), ...monitoring(root)]);
}

type File = readonly [path: string, text: string];

const head = '# Written by `npm run k8s -- write` from tools/k8s and libs/contracts: change it there.\n';

const file = (path: string, ...objects: readonly object[]): File => [
  path,
  head +
    objects
      .map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true }))
      .join('---\n'),
];

const listOf = (folder: string, kind: object, names: readonly string[]): File =>
  file(`${folder}/kustomization.yaml`, { ...kind, resources: names });

const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' };

function workers(): File[] {
  const folder = 'k8s/base/workers';
  const files = workerWorkloads.map((workload) =>
    file(`${folder}/${workload.queue!.name}.yaml`, deploymentOf(workload), disruptionBudgetOf(workload)),
  );
  return [...files, listOf(folder, kustomization, namesOf(files))];
}

/** A bridge is for those who have clients of Celery, the guard for those who scale. */
const elsewhere: Readonly<Record<string, string>> = {
  'celery-bridge': 'k8s/components/celery-bridge/deployment.yaml',
  'scale-guard': 'k8s/components/autoscaling/scale-guard.yaml',
};

/** Before everything else, wherever it is. */
const before = ['migrate', 'first-keys'] as const;

function services(): File[] {
  const files = serviceWorkloads.map((workload) => {
    const { app } = workload;
    const isAlone = app in elsewhere;
    const more = isAlone ? [serviceAccountOf(app)] : [disruptionBudgetOf(workload)];
    return file(elsewhere[app] ?? `k8s/base/${app}.yaml`, deploymentOf(workload), ...more);
  });
  const accounts = [...Object.keys(appNeeds).filter((app) => !(app in elsewhere)), ...before];
  return [
    ...files,
    ...before.map((name) => file(`k8s/base/${name}.yaml`, onceJobOf(name))),
    file('k8s/components/stores/make-bucket.yaml', onceJobOf('make-bucket'), serviceAccountOf('make-bucket')),
    file('k8s/base/service-accounts.yaml', ...accounts.map(serviceAccountOf)),
  ];
}

function scalers(): File[] {
  const folder = 'k8s/components/autoscaling/queues';
  const files = queues.map((queue) => file(`${folder}/${queue.name}.yaml`, scaledObjectOf(queue)));
  return [...files, listOf(folder, kustomization, namesOf(files))];
}

function secrets(): File[] {
  const folder = 'k8s/components/external-secrets';
  const inBase = Object.entries(appNeeds).filter(([app, { secrets: names }]) => names.length && !(app in elsewhere));
  return [
    file(
      `${folder}/secrets.yaml`,
      ...inBase.map(([app, needs]) => externalSecretOf(app, needs.secrets)),
      ...before.map((name) => externalSecretOf(name, onceNeeds[name].secrets)),
    ),
    file(
      `k8s/components/celery-bridge/secret.yaml`,
      externalSecretOf('celery-bridge', appNeeds['celery-bridge'].secrets),
    ),
  ];
}

function monitoring(root: string): File[] {
  return [
    file('k8s/components/monitoring/rules.yaml', prometheusRule(root)),
    ...(existsSync(join(root, dashboards)) ? [dashboardMaps(root)] : []),
  ];
}

const dashboards = 'docker/grafana/dashboards';

/** Beside the dashboards themselves, since kustomize reads no files outside of a kustomization's folder. A map holds 1 MiB: one for each, and one for all pages of a folder. */
function dashboardMaps(root: string): File {
  const entries = readdirSync(join(root, dashboards), { withFileTypes: true }).sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
  const maps = entries.flatMap((entry) => {
    const files = entry.isDirectory()
      ? jsonIn(join(root, dashboards, entry.name)).map((name) => `${entry.name}/${name}`)
      : [entry.name];
    const kept = files.filter((name) => name.endsWith('.json'));
    return kept.length ? [{ name: `dashboard-${basename(entry.name, '.json')}`, files: kept }] : [];
  });
  return file(`${dashboards}/kustomization.yaml`, {
    ...kustomization,
    generatorOptions: { disableNameSuffixHash: true, labels: { grafana_dashboard: '1' } },
    configMapGenerator: maps,
  });
}

const jsonIn = (folder: string) => readdirSync(folder).sort();

const namesOf = (files: readonly File[]) => files.map(([path]) => basename(path));
