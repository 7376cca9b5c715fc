import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Job, WaitReason } from '@polyspool/contracts/job-status';
import { LivePrometheus, type Target } from '../dashboards/live-prometheus.ts';
import { repository } from '../dashboards/made-files.ts';
import { targetsOf } from '../dashboards/targets-of.ts';
import { ReaderShell, type Typed } from '../docs-examples/reader-shell.ts';
import { sectionOf } from '../docs-examples/page-sections.ts';
import { fencedStatementsIn } from '../docs-examples/shell-blocks.ts';
import { Daemon } from '../faults/daemon.ts';
import { startStores } from '../faults/private-stores.ts';
import { makeFolder } from '../faults/service-processes.ts';
import { until } from '../faults/until.ts';
import { stages } from '../start/end-processes.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import { identify } from '../start/process-table.ts';
import { randomSecret } from '../start/secrets.ts';
import { unlimitedRequests } from '../start/service-environment.ts';
import { WholeSystem } from '../test/whole-system.ts';
import { cannotRunHere } from './command-forms.ts';
import { hurriedRules } from './hurried-rules.ts';
import { Runbook } from './runbook.ts';

const patience = { limitMs: 150_000, everyMs: 250 };

/** A running system whose parts can be taken away, Prometheus with our rules, and the shell of somebody who reads runbooks. */
export class Walk {
  private readonly parts: Awaited<ReturnType<typeof startParts>>;
  /** What was typed of what pages say to mend. */
  readonly mended = new Set<string>();
  private readonly undone: (() => unknown)[] = [];

  private constructor(parts: Walk['parts']) {
    this.parts = parts;
  }

  static async start(): Promise<Walk> {
    const walk = new Walk(await startParts());
    await walk.shows('min(count_over_time(up[1m])) > 1'); // a counter begins somewhere
    for (const heading of ['A local start', 'Everywhere']) {
      for (const statement of fencedStatementsIn(sectionOf('docs/ops/at-hand.md', heading))) {
        const { exitCode, said } = await walk.type(statement);
        if (exitCode !== 0) throw new Error(`${statement}: ${said}`);
      }
    }
    return walk;
  }

  get redis() {
    return this.parts.redis;
  }

  get postgres() {
    return this.parts.postgres;
  }

  get system() {
    return this.parts.system;
  }

  /** Where the engine that translates would be. */
  get translatorPort() {
    return this.parts.translatorPort;
  }

  async answer(method: string, path: string, body?: object): Promise<Response> {
    const { gatewayUrl, adminKey } = this.system.run;
    return fetch(gatewayUrl + path, {
      method,
      headers: { authorization: `Bearer ${adminKey}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  }

  async ask<Body>(method: string, path: string, body?: object): Promise<Body> {
    const response = await this.answer(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text) as Body;
  }

  /** Answers the id of a job that has been accepted. */
  async submit(type: string, input: object = {}, more: object = {}): Promise<string> {
    return (await this.ask<Job>('POST', '/v1/jobs', { type, input, ...more })).id;
  }

  submitMany(count: number, input: object, more: object = {}): Promise<string[]> {
    return Promise.all(Array.from({ length: count }, () => this.submit('system.debug', input, more)));
  }

  async is(status: Job['status'], ...ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.jobThat(`is ${status}`, id, (job) => job.status === status);
  }

  async waits(id: string, reason: WaitReason): Promise<void> {
    await this.jobThat(`waits: ${reason}`, id, (job) => job.waiting?.reason === reason);
  }

  private jobThat(what: string, id: string, holds: (job: Job) => boolean) {
    const ask = async () => holds(await this.ask<Job>('GET', `/v1/jobs/${id}`));
    return until(`job ${id} ${what}`, ask, patience);
  }

  /** Each has a series now, `up` and the like; an alert is its name, and fires. */
  async shows(...signs: readonly string[]): Promise<void> {
    for (const sign of signs) await until(`${sign} is seen`, () => this.seen(sign), patience);
  }

  async showsNoMore(...signs: readonly string[]): Promise<void> {
    for (const sign of signs) await until(`${sign} is over`, async () => !(await this.seen(sign)), patience);
  }

  async seen(sign: string): Promise<boolean> {
    const expr = isAlert(sign) ? `ALERTS{alertname="${sign}", alertstate="firing"}` : sign;
    return (await this.parts.prometheus.query(expr)).length > 0;
  }

  type(statement: string): Promise<Typed> {
    return this.parts.shell.type(statement);
  }

  /** Types what stands in the page's block, but what only another machine can run. */
  async look(page: string): Promise<Typed[]> {
    const typed: Typed[] = [];
    for (const statement of new Runbook(page).looks)
      if (!cannotRunHere(statement)) typed.push(await this.type(statement));
    return typed;
  }

  /** Types the command of the page's `Mend` that begins so, with words in place of its `$names`. */
  async mend(page: string, begin: string, words: Readonly<Record<string, string>> = {}): Promise<string> {
    const command = new Runbook(page).mends.find((one) => one.startsWith(begin));
    if (!command) throw new Error(`${page} has nothing to mend that begins with ${begin}`);
    const sets = Object.entries(words).map(([name, value]) => `${name}='${value}'\n`);
    const { exitCode, said } = await this.type(sets.join('') + command);
    if (exitCode !== 0) throw new Error(`${command}: ${said}`);
    this.mended.add(command);
    return said;
  }

  /** Prometheus asks this one, too, until the walk is over. */
  watch(target: Target): void {
    const { prometheus, targets } = this.parts;
    prometheus.watch([...targets, target]);
    this.afterwards(() => prometheus.watch(targets));
  }

  /** They live, and do nothing, as on a machine that stands still. */
  freeze(...services: readonly string[]): void {
    for (const service of services) this.signal(service, 'SIGSTOP');
    this.afterwards(() => services.forEach((service) => this.signal(service, 'SIGCONT')));
  }

  signal(service: string, signal: NodeJS.Signals): void {
    process.kill(this.system.run.pids[service]!, signal);
  }

  /** What a walk has broken is whole again at its end, whatever came of it. */
  afterwards(undo: () => unknown): void {
    this.undone.push(undo);
  }

  async restore(): Promise<void> {
    for (const undo of this.undone.splice(0).reverse()) await undo();
    await Promise.all([this.redis.start(), this.postgres.start()]);
    await this.showsNoMore('service_ready == 0', 'up == 0', 'RedisDown', 'PostgresDown', 'NoWorkers');
  }

  async stop(): Promise<void> {
    const { shell, prometheus, system, redis, postgres, guard } = this.parts;
    shell.close();
    await prometheus.stop();
    await system.stop();
    for (const store of [redis, postgres]) await store.stop();
    await guard.close();
  }
}

const isAlert = (sign: string) => /^[A-Z]\w+$/.test(sign);

async function startParts() {
  const folder = makeFolder();
  const guard = await Guard.start(() => undefined);
  guard.removeAtEnd(folder);
  const stores = await startStores(folder, (spec) => new Daemon(spec, guard, () => undefined));
  const translatorPort = await freePort();
  // Prometheus' own, so that it comes in while Postgres is away.
  const METRICS_KEY = randomSecret();
  const system = await WholeSystem.start({
    ...unlimitedRequests,
    DATABASE_URL: stores.databaseUrl,
    REDIS_URL: stores.redisUrl,
    MAX_OPEN_JOBS: '1000',
    METRICS_KEY,
    TRANSLATOR: 'libretranslate',
    LIBRETRANSLATE_URL: `http://127.0.0.1:${translatorPort}`,
  });
  const checkout = dirname(system.stateFolder);
  for (const name of ['tools', 'node_modules', 'package.json'])
    symlinkSync(join(repository, name), join(checkout, name));
  const targets = await targetsOf(system, METRICS_KEY);
  const prometheus = await LivePrometheus.start(targets, { rules: hurriedRules(folder), everySeconds: 3 });
  guard.own({ ...identify(prometheus.pid)!, name: 'prometheus', stage: stages.service, signal: 'SIGTERM' });
  guard.removeAtEnd(prometheus.folder);
  return {
    ...stores,
    guard,
    system,
    prometheus,
    targets,
    translatorPort,
    shell: new ReaderShell(checkout, { TMPDIR: checkout }),
  };
}
