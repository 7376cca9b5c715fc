import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { envFaults } from './env-faults.ts';
import { kubectlPath } from './kubectl.ts';
import { makeLocalSecrets } from './local-secrets.ts';
import { manifests } from './manifests.ts';
import { policiesOf, type Rendering, renderings } from './renderings.ts';
import { nameOf, render, type Resource } from './render.ts';
import { schemaFaults } from './schema-faults.ts';

/** Written as the contracts want it, rendered by kustomize, known to the API, and by the rules of the house. */
export async function checkManifests(root: string): Promise<{ lines: string[]; faults: string[] }> {
  const folder = copyOf(root);
  try {
    const kubectl = await kubectlPath(root);
    const rendered = renderings.map((one) => ({ ...one, resources: render(kubectl, join(folder, one.folder)) }));
    const secrets = join(folder, 'k8s/overlays/local/secrets');
    const all = rendered.flatMap(({ resources }) => resources);
    const lines = rendered.map(({ name, resources }) => `${name}: ${resources.length} objects`);
    const found = rendered.flatMap((one) => faultsOf(one).map((fault) => `${one.name}: ${fault}`));
    const ours = rendered.filter(({ kind }) => kind !== 'cluster').flatMap(({ resources }) => resources);
    return {
      lines,
      faults: [
        ...drift(root),
        ...(await schemaFaults(distinct(all), root)),
        ...found,
        ...envFaults(distinct(ours), root, secrets),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const faultsOf = ({ kind, resources }: Rendering & { readonly resources: readonly Resource[] }) =>
  policiesOf(kind).flatMap(([rule, policy]) => policy(resources).map((fault) => `${fault} (${rule})`));

/** With secrets of its own, and with the variants that no overlay has. */
export function copyOf(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'polyspool-k8s-'));
  const isSecret = (path: string) => path.includes('overlays/local/secrets');
  cpSync(join(root, 'k8s'), join(folder, 'k8s'), { recursive: true, filter: (path) => !isSecret(path) });
  for (const name of ['alloy', 'loki', 'grafana/dashboards'])
    if (existsSync(join(root, 'docker', name)))
      cpSync(join(root, 'docker', name), join(folder, 'docker', name), { recursive: true });
  const secrets = join(folder, 'k8s/overlays/local/secrets');
  makeLocalSecrets(secrets);
  for (const [name, value] of Object.entries(elsewhere)) writeFileSync(join(secrets, name), value);
  const ingress = join(folder, 'k8s/overlays/ingress/kustomization.yaml');
  mkdirSync(dirname(ingress), { recursive: true });
  writeFileSync(
    ingress,
    stringify({ namespace: 'polyspool', resources: ['../local'], components: ['../../components/ingress'] }),
  );
  return folder;
}

/** What production has beside them. */
const elsewhere = { MAIL_URL: 'smtp://user:password@mail.example.com:587', CELERY_BRIDGE_KEY: `psk_${'x'.repeat(43)}` };

/** What stands in k8s/ is what tools/k8s would write, and no file of a queue that is gone. */
export function drift(root: string): string[] {
  const wanted = manifests(root);
  const different = [...wanted].filter(
    ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
  );
  const folders = new Set([...wanted.keys()].map(dirname).filter((path) => /workers|queues$/.test(path)));
  const surplus = [...folders].flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder)).filter((name) => !wanted.has(`${folder}/${name}`))
      : [],
  );
  return [
    ...different.map(([path]) => `${path} is not as tools/k8s would write it: npm run k8s -- write`),
    ...surplus.map((name) => `${name} is of nothing that there is`),
  ];
}

/** Overlays have much in common. */
const distinct = (resources: readonly Resource[]) => [
  ...new Map(resources.map((one) => [`${nameOf(one)} ${JSON.stringify(one)}`, one])).values(),
];
