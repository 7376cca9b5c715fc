import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { readComposeFile } from '../images/compose-file.ts';
import { findServices } from '../start/find-services.ts';
import { type DescribedService, ofSupervisor, ofSystemd } from './described-services.ts';
import { envFileNames, writeEnvFiles } from './write-env-files.ts';

const root = join(import.meta.dirname, '../..');
const all: readonly (readonly [string, DescribedService])[] = [
  ...ofSystemd().map((one) => [`systemd: ${one.name}`, one] as const),
  ...ofSupervisor().map((one) => [`supervisor: ${one.name}`, one] as const),
];
const compose = readComposeFile(join(root, 'docker/compose.yaml')).services;
const samples = join(root, 'docs/ops/bare-metal');
/** Read by Node and the units themselves. */
const notOurs = ['APP', 'TMPDIR'];

describe('services without containers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'described-services-spec-'));
  const etc = join(folder, 'etc');
  const made = writeEnvFiles(etc);
  afterAll(() => rmSync(folder, { recursive: true }));

  const envOf = ({ envFiles, environment }: DescribedService): Record<string, string> =>
    Object.assign(
      { ...environment },
      ...envFiles.map((name) => parseEnv(readFileSync(join(etc, name.replace(/^-/, '')), 'utf8'))),
    ) as Record<string, string>;
  /** What each `env.ts`, as it was built, takes of that, or complains of. */
  const probed = (services: readonly DescribedService[], more = {}) => {
    const moduleOf = ({ app }: DescribedService) => join(root, 'apps', app, 'dist/env.js');
    const probes = services.map((one) => ({ module: moduleOf(one), env: { ...more, ...envOf(one) } }));
    const input = JSON.stringify(probes);
    const output = execFileSync(process.execPath, [join(root, 'tools/k8s/env-probe.ts')], { input, encoding: 'utf8' });
    return JSON.parse(output) as { taken?: string[]; complaint?: string }[];
  };
  const services = all.map(([, one]) => one);
  const answers = probed(services);

  it('are all apps that can be started, kept by systemd or by supervisor', () => {
    const wanted = findServices(root).map(({ name }) => name);

    for (const described of [ofSystemd(), ofSupervisor()])
      expect([...described.map(({ app }) => app), 'celery-bridge'].sort()).toEqual([...wanted].sort());
    expect(envFileNames().filter((name) => !services.some(({ envFiles }) => envFiles.join().includes(name)))).toEqual(
      [],
    );
  });

  it.each(all)('%s starts with the files that are written for it', (_name, service) => {
    expect(answers[services.indexOf(service)]?.complaint).toBeUndefined();
  });

  it.each(all)('%s has every secret that it has in compose', (_name, service) => {
    const told = Object.keys(compose[service.app]?.environment ?? {}).filter((name) => /^(?!AWS_).*_FILE$/.test(name));
    const own = Object.entries(envOf(service)).flatMap(([name, value]) => (value ? [name] : []));

    expect(told.map((name) => name.replace(/_FILE$/, '')).filter((name) => !own.includes(name))).toEqual([]);
  });

  it('are told nothing that none of them takes', () => {
    const taken = new Set([...notOurs, ...answers.flatMap((answer) => answer.taken ?? [])]);
    const optional = readFileSync(join(root, '.env.example'), 'utf8');
    const isKnown = (name: string) => taken.has(name) || optional.includes(`\n${name}=`);

    expect([...new Set(services.flatMap((one) => Object.keys(envOf(one))))].filter((name) => !isKnown(name))).toEqual(
      [],
    );
  });

  it.each(all)('%s is given the time that it asks for when it stops', (_name, service) => {
    const { SHUTDOWN_DELAY_S: delay = '0', SHUTDOWN_GRACE_S: grace = '25' } = envOf(service);

    expect(service.stopSeconds).toBeGreaterThanOrEqual(Number(delay) + Number(grace) + 5);
    expect(Number(grace)).toBeGreaterThanOrEqual(Number(compose[service.app]?.environment?.['SHUTDOWN_GRACE_S']));
  });

  it('end for their memory, and before the kernel would end them; not for the number of their jobs', () => {
    const mayEnd = probed(services, { MAX_RSS_MB: '64' });
    const withJobs = services.filter((_, index) => mayEnd[index]?.taken?.includes('MAX_RSS_MB'));
    const memoryMb = { '1G': 1024, '4G': 4096 } as Record<string, number>;

    for (const service of withJobs) {
      const { MAX_JOBS_PER_PROCESS: jobs, MAX_RSS_MB: rss } = envOf(service);
      const { memoryMax = '4G' } = service.settings;
      expect([service.name, Number(jobs)]).toEqual([service.name, 100_000]);
      expect(Number(rss)).toBeGreaterThanOrEqual(600);
      expect(Number(rss)).toBeLessThanOrEqual(0.6 * memoryMb[memoryMax]!); // a size that is not known fails
    }
    expect(withJobs).toHaveLength(2 * 6);
  });

  it('are asked for their metrics by Prometheus at ports of their own, by the names that its rules have', () => {
    copyFileSync(join(samples, 'prometheus.yml'), join(folder, 'prometheus.yml'));
    writeFileSync(join(folder, 'metrics_key'), 'the key');
    const { scrape_configs: jobs } = parse(readFileSync(join(folder, 'prometheus.yml'), 'utf8')) as Scrapes;
    const asked = jobs.map((one) => [one.job_name, one.static_configs.flatMap(({ targets }) => targets)]);
    const ports = ofSystemd().map((one) => [one.app, envOf(one)['PORT']] as const);

    const said = execFileSync('promtool', ['check', 'config', join(folder, 'prometheus.yml')], { encoding: 'utf8' });

    expect(said).toMatch(/SUCCESS/);
    expect(Object.fromEntries(asked)).toEqual(
      Object.fromEntries(ports.map(([app, port]) => [app, [`127.0.0.1:${port}`]])),
    );
    expect(new Set(ports.map(([, port]) => port)).size).toBe(ports.length);
  });

  it('read the same files by systemd and by supervisor', () => {
    const filesOf = (described: readonly DescribedService[]) =>
      Object.fromEntries(described.map(({ name, envFiles }) => [name, envFiles.map((file) => file.replace(/^-/, ''))]));

    expect(filesOf(ofSupervisor())).toEqual(filesOf(ofSystemd()));
  });

  it('are started by supervisor as www-data, and end with all that they have started (R105)', () => {
    for (const { app, settings } of ofSupervisor()) {
      expect(settings).toMatchObject({ user: 'www-data', numprocs: '1', autostart: 'true', autorestart: 'true' });
      expect(settings).toMatchObject({ startsecs: '10', killasgroup: 'true', directory: '/opt/polyspool' });
      expect(settings['stdout_logfile']).toMatch(/^\/var\/log\/polyspool\//);
      if (app.endsWith('-worker')) expect(settings).toMatchObject({ stopwaitsecs: '600', priority: '998' });
    }
  });

  it('keep their files and secrets, which nobody else reads', () => {
    const before = readFileSync(join(etc, 'gateway.env'), 'utf8');

    const again = writeEnvFiles(etc);

    expect(made).toEqual(envFileNames());
    expect(again).toEqual([]);
    expect(readFileSync(join(etc, 'gateway.env'), 'utf8')).toBe(before);
    expect(before).not.toMatch(/\$\{/);
    const modes = ['', 'gateway.env', 'workers/video.env', 'secrets', 'secrets/link_secret'].map(
      (name) => statSync(join(etc, name)).mode & 0o777,
    );
    expect(modes).toEqual([0o750, 0o640, 0o640, 0o700, 0o600]);
  });

  it('are not said to be whole where files were made from older samples', () => {
    const older = join(folder, 'older');
    writeEnvFiles(older);
    const write = () => spawnSync(process.execPath, [writeEnv, older], { encoding: 'utf8' });
    const whole = write();
    const path = join(older, 'gateway.env');
    const without = readFileSync(path, 'utf8').replace(/^(METRICS_KEY|PROXIES_IN_FRONT)=.*\n/gm, '');
    writeFileSync(path, without.replace(/^LINK_SECRET=.*$/m, 'LINK_SECRET_FILE=/run/link_secret'));

    const lacking = write();

    expect(whole).toMatchObject({ status: 0, stdout: expect.stringContaining('Nothing is missing') });
    expect(lacking).toMatchObject({ status: 1, stdout: expect.not.stringContaining('Nothing is missing') });
    expect(lacking.stderr.match(/^ {2}.*$/gm)).toEqual(['  gateway.env: METRICS_KEY=${metrics_key}']);
    expect(readFileSync(path, 'utf8')).not.toMatch(/METRICS_KEY/);
  });
});

const writeEnv = join(import.meta.dirname, 'write-env.ts');

interface Scrapes {
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly static_configs: readonly { readonly targets: readonly string[] }[];
  }[];
}
