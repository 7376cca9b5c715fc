import { runbookNames } from '../dashboards/made-files.ts';
import type { Typed } from '../docs-examples/reader-shell.ts';
import { fencedStatements } from '../docs-examples/shell-blocks.ts';
import { until } from '../faults/until.ts';
import { freePort } from '../start/free-port.ts';
import { addReplica } from './add-replica.ts';
import { cannotRunHere } from './command-forms.ts';
import { Runbook } from './runbook.ts';
import { Walk } from './walk.ts';
import { shownElsewhere, walks } from './walks.ts';

describe('whoever follows a runbook', () => {
  let walk: Walk;
  beforeAll(async () => {
    walk = await Walk.start();
  }, 240_000);
  afterEach(() => walk?.restore(), 180_000);
  afterAll(() => walk?.stop(), 60_000);

  const failed = ({ exitCode, said }: Typed, answers?: RegExp) =>
    !answers?.test(said) && (exitCode !== 0 || /^undefined$|"\/problems\//m.test(said));

  /** In a walk, with other words perhaps. */
  const isMended = (command: string) => [...walk.mended].some((one) => kindOf(one) === kindOf(command));
  const kindOf = (command: string) => command.split(' ').slice(0, 3).join(' ');
  /** Words that only a walk has. */
  const wantsMore = /\$(fingerprint|queue|pid|size)\b/;
  const isRoot = process.getuid?.() === 0;
  const [mine, others] = [
    walks.filter(({ asRoot }) => isRoot || !asRoot),
    walks.filter(({ asRoot }) => !isRoot && asRoot),
  ];
  for (const { page, shows } of others) it.todo(`${page}, as root: ${shows}`);

  it.each(mine.map((one) => [one.page, one.shows, one] as const))(
    '%s: %s',
    async (page, _shows, { signs, breaks, says = [], answers, mends, lingers }) => {
      await walk.showsNoMore(...signs);
      await breaks(walk);
      await walk.shows(...signs);

      const looked = await walk.look(page);
      await mends(walk);

      expect(looked.filter((one) => failed(one, answers))).toEqual([]);
      const said = looked.map((one) => one.said).join('\n');
      for (const pattern of says) expect(said).toMatch(pattern);
      if (!lingers) await walk.showsNoMore(...signs);
    },
    400_000,
  );

  it('finds where a service looks for Redis, that does not reach the one that answers', async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    const { name } = await addReplica(walk, 'corpus-worker', { REDIS_URL: `redis://${nobody}` });
    await walk.type(`service=${name}`);
    const says = async (line: string) => (await walk.type(`logs $service | grep '${line}'`)).exitCode === 0;
    const isLooking = async () => (await says('Service started')) && says('Redis connection is in trouble');
    await until('it looks for Redis', isLooking, { limitMs: 60_000, everyMs: 500 });

    const said = (await walk.look('redis-down')).map((one) => one.said.trim());

    expect(said).toEqual([
      expect.stringMatching(/^PONG$/m),
      expect.stringContaining('loading:0'),
      nobody,
      expect.stringContaining('ECONNREFUSED'),
    ]);
  }, 120_000);

  it('sees all alerts over that look back', async () => {
    await walk.showsNoMore(...mine.filter(({ lingers }) => lingers).flatMap(({ signs }) => signs));
  }, 200_000);

  it('finds that the commands in sentences are understood, too', async () => {
    const id = await walk.submit('system.debug', { failures: 100 });
    await walk.is('failed', id);
    await walk.type(`id=${id} sample=${id}`);
    const asides = new Set(runbookNames().flatMap((name) => new Runbook(name).asides));
    const commands = [...asides].filter((one) => !cannotRunHere(one) && !isMended(one) && !wantsMore.test(one));

    const typed: Typed[] = [];
    for (const command of commands) typed.push(await walk.type(`timeout 30 ${command}`));

    // Some would go on for ever (124), and some look for what is not there.
    expect(typed.filter((one) => one.exitCode !== 124 && failed(one, /^$/))).toEqual([]);
    expect(typed.length).toBeGreaterThan(4);
  }, 240_000);

  it('sets up a Redis as docs/ops/redis.md says', async () => {
    const typed: Typed[] = [];
    for (const statement of fencedStatements('docs/ops/redis.md')) typed.push(await walk.type(statement));

    expect(typed.filter((one) => failed(one))).toEqual([]);
    expect(typed[1]?.said).toMatch(/^noeviction$/m);
  }, 30_000);

  it.each(Object.keys(shownElsewhere))('%s: what it has one type is understood', async (page) => {
    await walk.type(`job=${await walk.submit('system.debug')}`);

    const looked = await walk.look(page);

    expect(looked.filter((one) => failed(one))).toEqual([]);
    expect(looked.length).toBeGreaterThan(0);
  });
});
