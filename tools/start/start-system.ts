import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDataFolders } from './data-folders.ts';
import { stages } from './end-processes.ts';
import { findServices } from './find-services.ts';
import type { FoundService } from './find-services.ts';
import { freePort, isFree } from './free-port.ts';
import { Guard } from './guard.ts';
import { endLeftoverServices } from './leftovers.ts';
import { readRunFile, removeRunFile, runFilePath, writeRunFile } from './run-file.ts';
import type { RunFile } from './run-file.ts';
import { AlreadyHeld, hashOf, holdLock } from './run-lock.ts';
import { runProgram } from './run-program.ts';
import { readSecrets, writePrivately } from './secrets.ts';
import { environmentOf, sharedEnvironment, urlOf } from './service-environment.ts';
import { logWriter, prefixed } from './service-log.ts';
import type { ReadableLine } from './service-log.ts';
import { startMailCatcher } from './start-mail-catcher.ts';
import { startStores } from './stores.ts';
import { Supervisor } from './supervisor.ts';

export interface SystemOptions {
  readonly root: string;
  readonly print: (line: ReadableLine) => void;
  /** Nothing protects the run any longer: stop it. */
  readonly onLost: () => void;
  /** Environment of every service, above the caller's. */
  readonly settings?: NodeJS.ProcessEnv;
}

export interface RunningSystem {
  readonly run: RunFile;
  readonly stateFolder: string;
}

/** One start of the whole system: stores, migrations, every service. */
export class System {
  private readonly stateFolder: string;
  private guard: Guard | undefined;
  private supervisor: Supervisor | undefined;
  private written: Omit<RunFile, 'pids' | 'storePids'> | undefined;
  private readonly options: SystemOptions;

  constructor(options: SystemOptions) {
    this.options = options;
    this.stateFolder = join(options.root, '.polyspool');
  }

  async start(): Promise<RunningSystem> {
    const { root, print } = this.options;
    const supervisor = await this.takeOver();
    const secrets = readSecrets(this.stateFolder);
    const services = findServices(root);
    const ports = await choosePorts(services);
    this.say('starting the stores');
    const stores = await startStores(supervisor, { root, stateFolder: this.stateFolder, secrets }, print);
    const { linkSecret, encryptionKeys, provenanceKey, backupKey } = secrets;
    const jobStatusPort = ports.get('job-status');
    const around = {
      root,
      stateFolder: this.stateFolder,
      ...stores,
      linkSecret,
      encryptionKeys,
      provenanceKey,
      backupKey,
      jobStatusPort,
    };
    const caller = { ...process.env, ...this.options.settings };
    const mails = await this.catchMails(services, caller);
    const environment = sharedEnvironment(around, { ...caller, ...mails });
    const gatewayUrl = urlOf({ ...environment, PORT: String(ports.get('gateway')) });
    const outside = { PUBLIC_URL: gatewayUrl, ...environment };
    writeDevelopmentFile(this.stateFolder, outside);
    const { userKey, adminKey } = secrets;
    await this.prepareDatabase(outside, secrets);
    const shared = { GATEWAY_URL: gatewayUrl, CELERY_BRIDGE_KEY: adminKey, ...outside };
    this.written = { gatewayUrl, consoleUrl: `${gatewayUrl}/`, userKey, adminKey, ...stores };
    this.say(`starting ${services.map((service) => service.name).join(', ')}`);
    await Promise.all(services.map((service) => this.startService(service, ports.get(service.name)!, shared)));
    return { run: this.writeRun()!, stateFolder: this.stateFolder };
  }

  /** In order: services, Redis, PostgreSQL. */
  async stop(): Promise<void> {
    await this.supervisor?.stop();
    await this.guard?.close();
  }

  /** The guardian clears up behind. */
  kill(): void {
    this.supervisor?.kill();
  }

  /** From here on this checkout is ours; what an unguarded run left is ended first. */
  private async takeOver() {
    const { root, onLost } = this.options;
    await holdLock(hashOf(root)).catch((error: unknown) => {
      if (!(error instanceof AlreadyHeld)) throw error;
      throw new Error(
        `Polyspool already runs from this checkout: process ${error.pid}. Stop that one first (Ctrl-C there, or kill ${error.pid}).`,
      );
    });
    mkdirSync(this.stateFolder, { recursive: true });
    this.guard = await Guard.start(onLost, `guardian-${hashOf(root)}`);
    this.guard.removeAtEnd(runFilePath(this.stateFolder));
    await endLeftoverServices(join(root, 'apps'), Object.values(readRunFile(this.stateFolder)?.pids ?? {}));
    removeRunFile(this.stateFolder);
    prepareDataFolders(this.stateFolder);
    this.supervisor = new Supervisor(
      this.guard,
      (text) => this.options.print({ level: 'warn', text: prefixed('start', 'warn', text) }),
      () => this.writeRun(),
    );
    return this.supervisor;
  }

  /** Where there is somebody to write mails, and no mail server is named. */
  private async catchMails(services: readonly FoundService[], caller: NodeJS.ProcessEnv) {
    if (caller.MAIL_URL || !services.some(({ name }) => name === 'notifications')) return {};
    return startMailCatcher(this.supervisor!, this.stateFolder, this.options.print);
  }

  private async prepareDatabase(shared: NodeJS.ProcessEnv, keys: { userKey: string; adminKey: string }) {
    const cwd = join(this.options.root, 'apps/gateway');
    await runProgram('migrate', { cwd, env: shared, args: ['--enable-source-maps', 'dist/migrate.js'] });
    const env = { ...shared, POLYSPOOL_USER_KEY: keys.userKey, POLYSPOOL_ADMIN_KEY: keys.adminKey };
    await runProgram('local-keys', { cwd, env, args: ['--enable-source-maps', 'dist/local-keys.js'] });
  }

  private async startService(service: FoundService, port: number, shared: NodeJS.ProcessEnv) {
    const { name, folder } = service;
    const entry = join(folder, service.nodeArgs.at(-1) ?? '');
    if (!existsSync(entry)) throw new Error(`${entry} is missing: npm run build`);
    const log = logWriter(name, join(this.stateFolder, `logs/${name}.log`), this.options.print);
    const env = environmentOf(service, port, shared);
    await this.supervisor!.start({
      name,
      stage: stages.service,
      signal: 'SIGTERM',
      command: process.execPath,
      args: service.nodeArgs,
      options: { cwd: folder, env },
      onLine: log.write,
      tail: log.tail,
      isReady: () => isHealthy(urlOf(env)),
    });
    this.say(`${name} is ready on port ${port}`);
  }

  private writeRun(): RunFile | undefined {
    if (!this.written || !this.supervisor) return undefined;
    const { postgres, redis, mails, ...pids } = this.supervisor.pids;
    const stores = Object.entries({ postgres, redis, mails }).filter(([, pid]) => pid !== undefined);
    const run = { ...this.written, pids, storePids: Object.fromEntries(stores) as Record<string, number> };
    writeRunFile(this.stateFolder, run);
    return run;
  }

  private say(text: string) {
    this.options.print({ level: 'info', text: prefixed('start', 'info', text) });
  }
}

async function choosePorts(services: readonly FoundService[]): Promise<Map<string, number>> {
  const ports = new Map<string, number>();
  for (const { name } of services) ports.set(name, name === 'gateway' ? await gatewayPort() : await freePort());
  return ports;
}

async function gatewayPort() {
  const wished = Number(process.env.PORT || 8000);
  if (await isFree(wished)) return wished;
  if (process.env.PORT) throw new Error(`Port ${wished} is taken.`);
  return freePort();
}

async function isHealthy(url: string) {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // not listening yet: the caller asks again
  }
}

/** For `npm run dev -w @polyspool/<app>` beside a running system. */
function writeDevelopmentFile(stateFolder: string, shared: NodeJS.ProcessEnv) {
  const names = [
    ...['DATABASE_URL', 'REDIS_URL', 'STORAGE_URL', 'UPLOAD_SPOOL_DIR', 'WORDS_CACHE_FOLDER', 'TMPDIR'],
    ...['LINK_SECRET', 'ENCRYPTION_KEYS', 'BACKUP_KEY', 'JOB_STATUS_URL', 'CONSOLE_DIR'],
    ...['PUBLIC_URL', 'MAIL_URL', 'MAIL_CATCHER_URL'],
  ];
  const lines = names.flatMap((name) => (shared[name] ? [`${name}=${shared[name]}`] : []));
  writePrivately(join(stateFolder, 'dev.env'), `${lines.join('\n')}\n`);
}
