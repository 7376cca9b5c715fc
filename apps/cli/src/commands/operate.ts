import { queueNamed } from '@polyspool/contracts/queues';
import type { Command } from 'commander';
import type { Session } from '../session.js';
import { countUpTo } from './parse-input.js';
import { deadLetterTable, jobTable, queueTable, scheduleTable } from '../show/tables.js';

interface Really {
  readonly yes: boolean;
}

const fit = (count: number, what: string, command: string) => `${count} ${what}. To do it: polyspool ${command} --yes`;

/** What changes a system for everybody: without `--yes` it is only counted. */
export function addOperate(program: Command, session: Session) {
  program
    .command('purge')
    .description('cancels all that waits in a queue; without --yes it only says how much that is')
    .argument('<queue>', 'its name, or the one it had in Celery', queueNamed)
    .option('--yes', 'really', false)
    .action(async (queue: string, { yes }: Really) => {
      const result = await session.client.admin.purgeQueue(queue, { dryRun: !yes });
      session.show(result, ({ matched, cancelled }) =>
        yes
          ? `${cancelled} jobs cancelled`
          : `${matched} jobs wait in ${queue}. To cancel them: polyspool purge ${queue} --yes`,
      );
    });
  const actions = {
    pause: 'begins nothing more in a queue',
    drain: 'accepts nothing more for a queue',
    unpause: 'ends a pause or a drain',
  };
  for (const [name, description] of Object.entries(actions)) {
    program
      .command(name)
      .description(description)
      .argument('<queue>', 'its name, or the one it had in Celery', queueNamed)
      .action(async (queue: string) => {
        const action = name === 'unpause' ? 'resume' : (name as 'pause' | 'drain');
        session.show(await session.client.admin.controlQueue(queue, action), (status) => queueTable([status]));
      });
  }
  addDeadLetters(program, session);
  addSchedules(program, session);
}

function addDeadLetters(program: Command, session: Session) {
  const group = program.command('dead-letters').description('jobs that have failed for good, with their like');
  group
    .command('list', { isDefault: true })
    .description('by what went wrong')
    .action(async () => {
      const groups = [];
      for await (const one of session.client.admin.deadLetters.all()) groups.push(one);
      session.show({ items: groups }, ({ items }) => deadLetterTable(items));
    });
  group
    .command('jobs')
    .description('the jobs of one group')
    .argument('<fingerprint>')
    .action(async (fingerprint: string) => {
      const jobs = [];
      for await (const job of session.client.admin.deadLetters.jobs(fingerprint)) jobs.push(job);
      session.show({ items: jobs }, ({ items }) => jobTable(items));
    });
  group
    .command('replay')
    .description('runs them again; without --yes it only says how many')
    .argument('<fingerprint>')
    .option('--yes', 'really', false)
    .option('--per-second <count>', 'so many begin each second', countUpTo(1_000))
    .action(async (fingerprint: string, { yes, perSecond }: Really & { perSecond?: number }) => {
      const { deadLetters } = session.client.admin;
      const result = await deadLetters.replay({ fingerprint }, { dryRun: !yes, perSecond });
      session.show(result, ({ matched, retried }) =>
        yes ? `${retried} jobs run again` : fit(matched, 'jobs would run again', `dead-letters replay ${fingerprint}`),
      );
    });
  group
    .command('purge')
    .description('forgets them; without --yes it only says how many')
    .argument('<fingerprint>')
    .option('--yes', 'really', false)
    .action(async (fingerprint: string, { yes }: Really) => {
      const result = await session.client.admin.deadLetters.purge({ fingerprint }, { dryRun: !yes });
      session.show(result, (answer) => JSON.stringify(answer));
    });
}

function addSchedules(program: Command, session: Session) {
  const group = program.command('schedules').description('jobs that begin by the clock');
  group
    .command('list', { isDefault: true })
    .description('all of them')
    .action(async () => session.show(await session.client.admin.schedules.list(), scheduleTable));
  for (const [name, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    group
      .command(name)
      .argument('<name>')
      .description(enabled ? 'lets one begin again' : 'lets one rest')
      .action(async (schedule: string) => {
        const changed = await session.client.admin.schedules.update(schedule, { enabled });
        session.show(changed, (one) => scheduleTable([one]));
      });
  }
}
