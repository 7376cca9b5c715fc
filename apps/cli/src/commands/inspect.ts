import { queueNamed } from '@polyspool/contracts/queues';
import type { Command } from 'commander';
import type { Session } from '../session.js';
import { queueTable, registeredTable, statsTable, taskTable, workerTable } from '../show/tables.js';
import { table } from '../show/table.js';
import { countUpTo } from './parse-input.js';

const lists = {
  active: 'jobs that run',
  scheduled: 'jobs that begin, or are tried again, at some time',
  reserved: 'jobs that are handed to the workers, and not begun',
} as const;

/** What Celery's `inspect` is for, over the gateway's routes for operators. */
export function addInspect(program: Command, session: Session) {
  addLists(program, session);
  addLists(program.command('inspect').description('the same, under the name that it has in Celery'), session);
}

function addLists(program: Command, session: Session) {
  for (const [name, description] of Object.entries(lists) as [keyof typeof lists, string][]) {
    program
      .command(name)
      .description(description)
      .option('-q, --queue <queue>', 'of this queue only', queueNamed)
      .option('-n, --limit <count>', 'at most so many', countUpTo(200), 50)
      .action(async (filter: { queue?: string; limit: number }) => {
        session.show(await session.client.admin.taskPage(name, filter), ({ items }) => taskTable(items));
      });
  }
  const shown = <Answer>(
    name: string,
    description: string,
    ask: () => Promise<Answer>,
    text: (answer: Answer) => string,
  ) =>
    program
      .command(name)
      .description(description)
      .action(async () => session.show(await ask(), text));
  shown('waiting', 'how much waits in each queue, and since when', () => session.client.admin.queues(), queueTable);
  const registered = () => session.client.admin.registered();
  shown(
    'registered',
    'every job kind, its queue and limits, and how many workers would run it',
    registered,
    registeredTable,
  );
  const stats = () => session.client.admin.stats();
  shown('stats', 'every queue: workers, slots, what waits and what became of the last hour', stats, statsTable);
  shown('workers', 'every worker process', () => session.client.admin.workers(), workerTable);
  const kinds = () => session.client.catalogue();
  shown('kinds', 'the job kinds that you may ask for', kinds, (items) =>
    table(
      ['TYPE', 'QUEUE', 'STEPS'],
      items.map(({ type, queue, steps }) => [type, queue, steps.join(',')]),
    ),
  );
}
