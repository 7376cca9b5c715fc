import { queueLimits } from '@polyspool/contracts/queues';
import { Ajv } from 'ajv';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findServices } from '../start/find-services.ts';
import { queuesByApp } from './app-queues.ts';
import { type ComposeService, readComposeFile, secretsOf, variablesOf } from './compose-file.ts';
import { makeSecrets } from './make-secrets.ts';

const root = join(import.meta.dirname, '../..');
const path = join(root, 'docker/compose.yaml');
const compose = readComposeFile(path);
const byQueue = readComposeFile(join(root, 'docker/compose.queues.yaml'));
const services = Object.entries(compose.services);
const apps = findServices(root).map(({ name }) => name);
const seconds = (text: string) => Number.parseInt(text, 10) * (text.endsWith('m') ? 60 : 1);
const queuesIn = ({ environment }: ComposeService) => environment?.['QUEUES']?.split(',') ?? [];

describe('the compose file', () => {
  it.each(['compose.yaml', 'compose.queues.yaml'])('%s is one by the specification', (name) => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, 'compose-schema.json'), 'utf8')) as object;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

    validate(readComposeFile(join(root, 'docker', name)));

    expect(validate.errors).toBeNull();
  });

  it('has every app that can be started', () => {
    expect(apps.filter((app) => !compose.services[app]?.image?.startsWith(`polyspool/${app}:`))).toEqual([]);
  });

  it.each(services)('hardens %s', (_name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(service.user).toMatch(service['x-root'] ? /^0:0$/ : /^[1-9]\d*:\d+$/);
    expect(service).toMatchObject({ mem_limit: expect.stringMatching(/^\d+[mg]$/), pids_limit: expect.any(Number) });
    expect(service.image).toMatch(/^[\w./-]+:v?\d+(\.\d+)+[\w.-]*$/);
    const isAsked = service['healthcheck'] ?? service['x-no-healthcheck'] ?? (apps.includes(_name) && 'of the image');
    expect(isAsked).toBeTruthy();
  });

  it('opens no port to others but those of the gateway, and these only where BIND says so', () => {
    const ports = services.flatMap(([, { ports = [] }]) => ports as string[]);

    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('keeps workers away from Postgres, and stores away from the outside', () => {
    const on = (network: string) => services.filter(([, one]) => one.networks?.includes(network)).map(([name]) => name);

    expect(on('database').filter((name) => name.endsWith('-worker'))).toEqual([]);
    expect(['redis', 'postgres', 'storage'].filter((store) => on('default').includes(store))).toEqual([]);
  });

  it('mounts only files that are there or that `npm run secrets` makes', () => {
    const mounts = services.flatMap(([, { volumes = [] }]) =>
      (volumes as string[]).filter((one) => one.startsWith('./')),
    );
    const missing = mounts.map((one) => one.split(':')[0]!).filter((file) => !existsSync(join(root, 'docker', file)));

    expect(missing).toEqual([]);
  });

  it('names in .env.example what it asks for', () => {
    const example = readFileSync(join(root, 'docker/.env.example'), 'utf8');

    expect([...variablesOf(path)].filter((name) => !new RegExp(`^${name}=`, 'm').test(example))).toEqual([]);
  });
});

describe('the services in it', () => {
  const secrets = mkdtempSync(join(tmpdir(), 'compose-spec-'));
  const known = readFileSync(join(root, '.env.example'), 'utf8');
  const before = { ...process.env };
  makeSecrets(root, secrets);

  afterEach(() => {
    process.env = { ...before };
  });
  afterAll(() => rmSync(secrets, { recursive: true }));

  /** For OpenTelemetry and the AWS SDK, which read it themselves. */
  const isForOthers = (name: string) => /^(OTEL|AWS)_/.test(name);

  it.each(apps)('%s takes all that it is told', async (app) => {
    const service = compose.services[app]!;
    const told = Object.entries(service.environment ?? {}).filter(([name]) => !isForOthers(name));
    process.env = {
      ...before,
      ...Object.fromEntries(told.map(([name, value]) => [name, String(value).replace('/run/secrets', secrets)])),
    };
    const mounted = told
      .filter(([name]) => name.endsWith('_FILE'))
      .map(([, value]) => value.replace('/run/secrets/', ''));

    const { env } = (await import(join(root, 'apps', app, 'src/env.ts'))) as { env: object };

    expect(secretsOf(service)).toEqual(expect.arrayContaining(mounted));
    const isKnown = (name: string, value: string) =>
      value === '' ? known.includes(`\n${name}=`) : name.replace(/_FILE$/, '') in env;
    expect(told.filter(([name, value]) => !isKnown(name, value))).toEqual([]);
  });

  it.each(apps)('%s is given the time that it asks for when it stops', (app) => {
    const { stop_grace_period = '10s', environment = {} } = compose.services[app]!;
    const { SHUTDOWN_DELAY_S: delay = '0', SHUTDOWN_GRACE_S: grace } = environment;

    // Closing, after the grace, takes up to 4 s.
    expect(seconds(stop_grace_period)).toBeGreaterThanOrEqual(Number(delay) + Number(grace) + 5);
  });

  it('serve all queues, each of them in one service, also where each queue has its own', () => {
    const workers = (all: Readonly<Record<string, ComposeService>>) => Object.values(all).flatMap(queuesIn);
    const inControlPlane = ['notifications', 'maintenance'].flatMap((app) => queuesByApp(root).get(app) ?? []);
    const all = Object.keys(queueLimits).filter((queue) => !inControlPlane.includes(queue));

    expect(workers(compose.services).sort()).toEqual([...all].sort());
    expect(workers(byQueue.services).sort()).toEqual([...all].sort());
  });
});
