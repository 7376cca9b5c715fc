import type { WorkerApp } from './queue-sizes.ts';

export type AppName = WorkerApp | 'gateway' | 'job-status' | 'celery-bridge' | 'scale-guard';

/** What a NetworkPolicy of its name opens: k8s/base/network-policies.yaml. */
export type Peer = 'postgres' | 'redis' | 'storage' | 'job-status' | 'gateway' | 'internet' | 'workers' | 'kubernetes';

export interface AppNeeds {
  /** Mounted as files, and named by `<NAME>_FILE`. */
  readonly secrets: readonly string[];
  /** Of the ConfigMap `polyspool`, which all share. */
  readonly shared: readonly ('STORAGE_URL' | 'PUBLIC_URL' | 'PROXIES_IN_FRONT' | (typeof filmSettings)[number])[];
  readonly settings?: Readonly<Record<string, string>>;
  readonly reaches: readonly Peer[];
}

/** The gateway says what a film would cost, generation-worker makes it: by the same engines, at the same prices. */
export const filmSettings = ['IMAGE_GENERATOR', 'SPEECH_ENGINE', 'GENERATION_PRICES'] as const;

const worker: AppNeeds = {
  // As AWS' tools keep keys in a file. Where pods have a role of their own it may be empty.
  secrets: ['REDIS_URL', 'ENCRYPTION_KEYS', 'AWS_SHARED_CREDENTIALS'],
  shared: ['STORAGE_URL'],
  reaches: ['redis', 'storage'],
};

/** What each app is told, and whom it talks to: no more. k8s.spec.ts compares it with what each `env.ts` takes. */
export const appNeeds: Readonly<Record<AppName, AppNeeds>> = {
  gateway: {
    secrets: [
      'DATABASE_URL',
      'REDIS_URL',
      'LINK_SECRET',
      'METRICS_KEY',
      'ENCRYPTION_KEYS',
      'PROVENANCE_PUBLIC_KEYS',
      'AWS_SHARED_CREDENTIALS',
    ],
    shared: ['STORAGE_URL', 'PUBLIC_URL', 'PROXIES_IN_FRONT', ...filmSettings],
    settings: { JOB_STATUS_URL: 'http://job-status:8080' },
    reaches: ['postgres', 'redis', 'storage', 'job-status'],
  },
  'job-status': {
    secrets: ['DATABASE_URL', 'REDIS_URL'],
    shared: ['PROXIES_IN_FRONT'],
    reaches: ['postgres', 'redis'],
  },
  'video-worker': worker,
  'pdf-worker': worker,
  'corpus-worker': worker,
  'generation-worker': {
    ...worker,
    secrets: [...worker.secrets, 'PROVENANCE_KEY'],
    shared: [...worker.shared, ...filmSettings],
  },
  notifications: {
    secrets: [...worker.secrets, 'DATABASE_URL', 'LINK_SECRET'],
    shared: ['STORAGE_URL', 'PUBLIC_URL'],
    // Webhooks and mails go out from here.
    reaches: [...worker.reaches, 'postgres', 'internet'],
  },
  maintenance: {
    secrets: [...worker.secrets, 'DATABASE_URL', 'BACKUP_KEY', 'PROVENANCE_KEY'],
    shared: ['STORAGE_URL', 'PUBLIC_URL'],
    reaches: [...worker.reaches, 'postgres'],
  },
  'celery-bridge': {
    secrets: ['REDIS_URL', 'CELERY_BRIDGE_KEY'],
    shared: [],
    settings: { GATEWAY_URL: 'http://gateway:8000' },
    reaches: ['redis', 'gateway'],
  },
  'scale-guard': { secrets: [], shared: [], reaches: ['kubernetes', 'workers'] },
};

/** Commands of the gateway's image that run once. The last is for stores that are new. */
export const onceNeeds = {
  migrate: { secrets: ['DATABASE_URL'], shared: [], reaches: ['postgres'] },
  // Components add the keys of those whom they bring.
  'first-keys': { secrets: ['DATABASE_URL', 'POLYSPOOL_ADMIN_KEY'], shared: [], reaches: ['postgres'] },
  'make-bucket': { secrets: ['AWS_SHARED_CREDENTIALS'], shared: ['STORAGE_URL'], reaches: ['storage'] },
} satisfies Record<string, AppNeeds>;

export type OnceName = keyof typeof onceNeeds;
