import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1';

/** What services do not have in common: a user of Redis for each. */
const ownOf = (app: string, name: string) => (name === 'REDIS_URL' ? `${app}/${name}` : name);

/** Each app sees its own secrets. In the store, all are properties of one entry, so that what several share stands there once. */
export const externalSecretOf = (app: string, names: readonly string[]): IExternalSecret => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: app, labels: { 'app.kubernetes.io/name': app, 'app.kubernetes.io/part-of': 'polyspool' } },
  spec: {
    refreshInterval: '1h',
    secretStoreRef: { kind: 'SecretStore', name: 'polyspool' },
    target: { name: app, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: names.map((name) => ({
      secretKey: name,
      remoteRef: { key: 'polyspool', property: ownOf(app, name) },
    })),
  },
});
