import type { IJob } from 'kubernetes-models/batch/v1';
import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { Resource } from './render.ts';

/** What starts our pods, one way or another: they would find no tables, or make some where there must be none. */
const startsPods = ['Deployment', 'Job', 'ScaledObject', 'HorizontalPodAutoscaler'];

/** All that `restore.js` reads. */
const variables = ['STORAGE_URL', 'AWS_SHARED_CREDENTIALS_FILE', 'DATABASE_URL_FILE', 'BACKUP_KEY_FILE'];

/** An overlay before its first start, with a Job that brings the database back in place of the services. */
export function forRestore(resources: readonly Resource[]): Resource[] {
  const backup = resources.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'worker-backup');
  if (!backup) throw new Error('There is no Deployment worker-backup');
  return [...resources.filter(({ kind }) => !startsPods.includes(kind)), jobOf(backup)];
}

/** It has the image, the secrets and the network of those who make backups. */
function jobOf({ metadata, spec }: Resource): Resource {
  const { template } = spec as NonNullable<IDeployment['spec']>;
  const { topologySpreadConstraints: _spread, containers = [], ...pod } = template.spec!; // of a Deployment of ours
  const { ports: _ports, startupProbe: _s, readinessProbe: _r, livenessProbe: _l, ...container } = containers.at(-1)!;
  const { 'polyspool.io/queue': _queue, 'polyspool.io/reaches-redis': _redis, ...labels } = template.metadata!.labels!;
  const once = { ...labels, 'app.kubernetes.io/name': 'restore', 'app.kubernetes.io/component': 'once' };
  const args = ['node', '--enable-source-maps', 'dist/restore.js', 'newest'];
  const env = container.env?.filter(({ name }) => variables.includes(name));
  const job = {
    // What has been begun is not gone on with: a database that is not empty is refused.
    backoffLimit: 0,
    template: {
      metadata: { labels: once },
      spec: {
        ...pod,
        terminationGracePeriodSeconds: 60,
        containers: [...containers.slice(0, -1), { ...container, env, args }],
        restartPolicy: 'Never',
      },
    },
  } satisfies IJob['spec'];
  const { namespace } = metadata;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'restore', ...(namespace && { namespace }), labels: once },
    spec: job,
  };
}
