import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository, runbookNames } from '../dashboards/made-files.ts';
import { forRestore } from '../k8s/restore-job.ts';
import { rendered } from '../k8s/testing-manifests.ts';
import { cliFault } from './cli-fault.ts';
import { cannotRunHere, formFault } from './command-forms.ts';
import { commandsIn } from './page-commands.ts';
import { Runbook } from './runbook.ts';
import { shownElsewhere, walks } from './walks.ts';

const folder = join(repository, 'docs/ops');
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
const commands = pages.flatMap((page) =>
  commandsIn(readFileSync(join(folder, page), 'utf8')).map((command) => ({ page, command })),
);

describe('a runbook', () => {
  it('says where to look, and then what to do', () => {
    const headings = runbookNames().map((name) => ({ name, headings: new Runbook(name).headings }));

    expect(headings.filter((one) => one.headings.join() !== 'Look,Mend')).toEqual([]);
  });

  it('leads at its head to what its commands take for granted', () => {
    const headOf = (name: string) => readFileSync(join(folder, `runbooks/${name}.md`), 'utf8').split('\n')[2];

    expect(runbookNames().filter((name) => headOf(name) !== 'Commands: [at hand](../at-hand.md).')).toEqual([]);
  });

  it('is walked, or what it is about is made elsewhere', () => {
    const known = [...walks.map(({ page }) => page), ...Object.keys(shownElsewhere)];

    expect(known.sort()).toEqual(runbookNames());
  });
});

describe('a command of docs/ops that only another machine can run', () => {
  it('speaks of what there is: objects in k8s/, services of compose, units, programs', async () => {
    const overlays = await rendered('local', 'production');
    const resources = [...overlays.flat(), ...overlays.flatMap(forRestore)];
    const foreign = commands.filter(({ command }) => cannotRunHere(command));

    const faults = foreign.map(({ page, command }) => ({ page, command, fault: formFault(command, { resources }) }));

    expect(faults.filter(({ fault }) => fault)).toEqual([]);
    expect(foreign.length).toBeGreaterThan(35);
    const wrong = [
      ...['kubectl get queues', 'kubectl -n polyspool wait job/nobody', 'docker compose logs redys'],
      ...['docker compose run --rm maintenance node dist/restored.js', 'docker run --network polyspool_files debian'],
    ];
    for (const command of wrong) expect(formFault(command, { resources })).toMatch(/no/);
  }, 60_000);

  it('is none that this repository could run: those name scripts and files that are there', () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { scripts: object };
    const named = commands.flatMap(({ command }) => /^npm run (?:--silent )?([\w-]+)/.exec(command)?.[1] ?? []);
    const files = commands.flatMap(({ command }) => /^node ((tools|apps)\/\S+\.ts)/.exec(command)?.[1] ?? []);

    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    expect(files.filter((path) => !readableFile(path))).toEqual([]);
    expect(Math.min(named.length, files.length)).toBeGreaterThan(0);
  });
});

describe('a command of docs/ops for our CLI', () => {
  it('is one that it understands, with its options and its arguments', async () => {
    const ours = commands.filter(({ command }) => command.startsWith('npx polyspool '));

    const faults: object[] = [];
    for (const { page, command } of ours) {
      const fault = await cliFault(command);
      if (fault) faults.push({ page, command, fault });
    }

    expect(faults).toEqual([]);
    expect(ours.length).toBeGreaterThan(20);
    for (const wrong of ['submit system.debug --wait', "submit system.debug '{}'", 'retries', 'job'])
      expect(await cliFault(`npx polyspool ${wrong}`)).toEqual(expect.any(String));
  });
});

const readableFile = (path: string) => readFileSync(join(repository, path), 'utf8').length > 0;
