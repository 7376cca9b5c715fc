import { sectionOf } from '../docs-examples/page-sections.ts';
import { fencedStatementsIn, indentedStatementsIn } from '../docs-examples/shell-blocks.ts';
import { until } from '../faults/until.ts';
import { cannotRunHere } from '../runbooks/command-forms.ts';
import { ofSupervisor } from './described-services.ts';
import { canBeApart, openFreshMachine, restartStores } from './fresh-machine.ts';

const page = 'docs/ops/bare-metal.md';
const install = fencedStatementsIn(sectionOf(page, 'First install'));
const before = (begin: string) => install.slice(0, at(begin));
const at = (begin: string) => install.findIndex((one) => one.startsWith(begin));
const apps = ofSupervisor().map(({ app }) => app);
const looks = install.slice(at('export POLYSPOOL_KEY'));
const [copyIt, update, ...restart] = indentedStatementsIn(sectionOf(page, 'supervisor'));
/** Without the build, and without the last one, which is for systemd. */
const upgrade = indentedStatementsIn(sectionOf(page, 'Upgrade'))
  .slice(0, -1)
  .map((one) => one.replace(/ && npm .*/, ''));
const prometheus = indentedStatementsIn(sectionOf(page, 'Prometheus'));
const atHand = ['Bare metal', 'Everywhere'].flatMap((heading) =>
  fencedStatementsIn(sectionOf('docs/ops/at-hand.md', heading)),
);
const restore = indentedStatementsIn(sectionOf('docs/ops/backup-and-restore.md', 'Bare metal'));

const units = 'polyspool.target polyspool-migrate.service polyspool@maintenance.service polyspool-worker@video.service';
const verify = `cp -r docs/ops/bare-metal/*.* "$scratch" && (cd "$scratch" && systemd-analyze verify ${units})`;
const newVersion = 'mkdir /opt/polyspool-0.2.0 && mount --bind /opt/polyspool-0.1.0 /opt/polyspool-0.2.0';
const lose = [
  'supervisorctl stop all',
  `su postgres -c 'psql -c "DROP DATABASE polyspool WITH (FORCE)" -c "CREATE DATABASE polyspool OWNER polyspool"'`,
  'REDISCLI_AUTH=$(cat /etc/polyspool/secrets/redis_password) redis-cli FLUSHALL',
  // On the other machine it is another user's.
  'copy=$scratch/copy && cp -r /var/lib/polyspool/storage $copy && rm -r /var/lib/polyspool/storage/*',
];
/** As Debian's unit does, but for the place of what it keeps. */
const startPrometheus = [
  'install -d -o prometheus "$scratch/prometheus"',
  'runuser -u prometheus -- prometheus --config.file=/etc/prometheus/prometheus.yml --storage.tsdb.path="$scratch/prometheus" > "$scratch/prometheus.log" 2>&1 &',
];
const whoIsUp = "promtool query instant http://127.0.0.1:9090 'count by (job) (up == 1)'";

describe('whoever installs it without containers', () => {
  let machine: Awaited<ReturnType<typeof openFreshMachine>>;
  afterAll(() => machine?.close());

  const type = async (statements: readonly string[]) => {
    for (const one of statements.flatMap((statement) => (cannotRunHere(statement) ? restartStores : [statement])))
      await machine.type(one);
  };
  const holds = (fact: string, ask: () => Promise<boolean>) => until(fact, ask, { limitMs: 240_000, everyMs: 1_000 });
  const comesUp = async () => {
    await holds('all programs run', async () => {
      const { said } = await machine.tryTo('supervisorctl status');
      if (/FATAL/.test(said)) throw new Error(`${said}\n${(await machine.tryTo('tail /var/log/polyspool/*')).said}`);
      const programs = said.split('\n').filter((line) => line.startsWith('polyspool-'));
      return programs.length > 7 && programs.every((line) => line.includes('RUNNING'));
    });
    for (const look of looks) await holds(look, async () => (await machine.tryTo(look)).exitCode === 0);
  };
  const done = async (job: string) =>
    expect(await machine.type(`npx polyspool submit ${job} --watch`)).toMatch(/succeeded/);

  const isSeen = async () => {
    await type([...prometheus.filter((one) => !cannotRunHere(one)), ...startPrometheus]);
    await holds('Prometheus reaches all', async () => {
      const { said } = await machine.tryTo(whoIsUp);
      return apps.every((app) => said.includes(`{job="${app}"}`));
    });
    await type(atHand);
    expect(await machine.type('psql $database --tuples-only -c "SELECT count(*) > 0 FROM jobs"')).toMatch(/t/);
    expect(await machine.type('redis-cli -u $redis --no-auth-warning ping')).toBe('PONG');
    for (const app of apps) {
      expect(await machine.type(`ask ${app} /health/ready | field status`)).toBe('ready');
      expect(await machine.type(`logs ${app}`)).toMatch(/Service started/);
    }
  };

  const follows = async () => {
    machine = await openFreshMachine();
    await type(before('node_modules/.bin/node tools/bare-metal'));
    expect(await machine.type('stat -c "%U %a" /var/lib/polyspool/tmp')).toBe('polyspool 750');
    expect(await machine.type(verify)).toBe('');

    // As the comment on it says.
    await type(before('export POLYSPOOL_KEY').map((one) => one.replace(/^who=polyspool/, 'who=www-data')));
    for (const one of [copyIt!, update!]) await machine.type(one);
    await comesUp();
    for (const job of ['script.parse script=Fin', 'maintenance.backupDatabase', 'maintenance.restoreTest'])
      await done(job);

    await isSeen();

    await type([newVersion, ...upgrade]);
    for (const one of restart) await machine.type(one);
    await comesUp();
    expect(await machine.type('readlink /proc/$(pgrep -f apps/video-worker)/cwd')).toBe('/opt/polyspool-0.2.0');

    for (const one of [...lose, ...restore, 'supervisorctl start all']) await machine.type(one);
    await comesUp();
    expect(await machine.type('npx polyspool jobs --all')).toMatch(/script\.parse .*succeeded/);
    for (const job of ['system.debug', 'maintenance.restoreTest']) await done(job);
    const owners = await machine.type('ps -o user= -C node | sort -u; stat -c %U /var/lib/polyspool/storage/*');
    expect(new Set(owners.trim().split('\n'))).toEqual(new Set(['www-data']));
  };
  const name = `has it running by supervisor with what ${page} says, as nobody but www-data; upgraded; restored`;
  if (canBeApart) it(name, follows, 900_000);
  else it.todo(`${name}: as root, with supervisor, Redis and PostgreSQL of Debian`);
});
