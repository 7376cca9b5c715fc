import { copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConformanceSystem } from '../conformance/conformance-system.ts';
import { makeSampleVideo } from '../demo/sample-video.ts';
import { until } from '../faults/until.ts';
import { fencedStatements, indentedStatements } from './shell-blocks.ts';
import { ReaderShell, type Typed } from './reader-shell.ts';

const repository = join(import.meta.dirname, '../..');

describe('who types what the pages say', () => {
  const system = new ConformanceSystem();
  /** Where a reader would be: the checkout of the system that runs. */
  let checkout: string;
  beforeAll(async () => {
    await system.open();
    checkout = dirname(system.stateFolder);
    for (const name of ['tools', 'node_modules']) symlinkSync(join(repository, name), join(checkout, name));
    mkdirSync(join(checkout, '.polyspool/demo'), { recursive: true });
    await makeSampleVideo(join(checkout, '.polyspool/demo/sample.mp4'));
    copyFileSync(join(checkout, '.polyspool/demo/sample.mp4'), join(checkout, 'sample.mp4'));
    copyFileSync(join(repository, 'tools/demo/article.pdf'), join(checkout, 'paper.pdf'));
  }, 180_000);
  afterAll(() => system.close(), 30_000);

  /** Readers go on when what they have asked for is done. */
  const settled = () =>
    until('all jobs have ended', async () => !(await Promise.all(open.map(hasJobs))).some(Boolean), {
      limitMs: 480_000,
      everyMs: 300,
    });
  const open = ['queued', 'running', 'retrying', 'cancelling'];
  /** Of anybody. Where the system is too busy to answer, it is asked again. */
  const hasJobs = async (asked: string) => {
    const path = `/v1/jobs?status=${asked}&limit=1`;
    const { status, body } = await system.get<{ items: unknown[] }>(path, { key: system.adminKey });
    return status !== 200 || body.items.length > 0;
  };
  const newestJob = async () => {
    const { body } = await system.get<{ items: { id: string }[] }>('/v1/jobs?limit=1', { key: system.adminKey });
    return body.items[0]?.id ?? '';
  };
  const follow = async (statements: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const shell = new ReaderShell(checkout, env);
    const typed: Typed[] = [];
    try {
      for (const statement of statements) {
        await settled();
        typed.push(await shell.type(`id=${await newestJob()}\n${statement}`));
      }
      // A field that an answer has not is printed, or kept, as this.
      typed.push(
        await shell.type(
          `for name in $(compgen -v); do [ "\${!name}" != undefined ] || echo "$name is undefined"; done`,
        ),
      );
    } finally {
      shell.close();
    }
    return typed;
  };
  const failed = ({ exitCode, said }: Typed) => exitCode !== 0 || /^undefined$|is undefined$|"\/problems\//m.test(said);

  it('comes through the whole README', async () => {
    const statements = fencedStatements('README.md');

    const typed = await follow(statements);

    expect(typed.filter(failed)).toEqual([]);
    expect(statements.length).toBeGreaterThan(90);
    expect(typed.map(({ said }) => said)).toEqual(expect.arrayContaining(['succeeded', 'cancelled', '200']));
  }, 1_800_000);

  it('comes through the page of the CLI', async () => {
    const statements = indentedStatements('apps/cli/README.md').filter((one) => !one.startsWith('export'));
    const looks = ['active', 'scheduled', 'reserved', 'waiting', 'inspect active', 'registered', 'stats', 'workers'];
    const more = [
      'purge celery',
      'dead-letters',
      'dead-letters list',
      'schedules',
      'schedules list',
      'completion bash',
    ];
    const env = { POLYSPOOL_KEY: system.adminKey, POLYSPOOL_URL: system.run.gatewayUrl };

    const typed = await follow(
      [...statements, ...[...looks, ...more].map((command) => `npx polyspool ${command}`)],
      env,
    );

    expect(typed.filter(failed)).toEqual([]);
    expect(statements.length).toBeGreaterThan(6);
  }, 600_000);
});
