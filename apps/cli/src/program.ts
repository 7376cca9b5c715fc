import { QueueStatsList, RegisteredTaskList, TaskPage } from '@polyspool/contracts/fleet';
import type { JobEvent } from '@polyspool/contracts/job-status';
import { PurgeResult } from '@polyspool/contracts/queue-status';
import { queueNamed } from '@polyspool/contracts/queues';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { z } from 'zod';
import { eventLine, followEvents } from './follow-events.js';
import { ask, type GatewayPlace, Refused } from './gateway-client.js';
import { registeredTable, statsTable, taskTable } from './tables.js';

/** What the program has to do with the world. */
export interface Surroundings {
  readonly write: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly url: string;
  readonly key: string | undefined;
}

interface Shown {
  readonly json: boolean;
}

/** What Celery's `inspect`, `purge` and `events` are for, over the gateway's own routes. */
export function makeProgram(around: Surroundings): Command {
  const program = new Command('polyspool')
    .description('Looks into a running Polyspool, and empties its queues')
    .addOption(new Option('--url <url>', 'where the gateway is').env('POLYSPOOL_URL').default(around.url))
    .addOption(new Option('--key <key>', 'of an operator or administrator').env('POLYSPOOL_KEY'))
    .option('--json', 'answers as JSON', false)
    .showHelpAfterError()
    .configureOutput({ writeOut: around.write, writeErr: around.complain })
    .exitOverride();
  const place = (): GatewayPlace => {
    // As a default of the option, the help would show it.
    const { url, key = around.key } = program.opts<{ url: string; key?: string }>();
    if (!URL.canParse(url)) throw new Refused('address', `${url} is no address of a gateway`);
    if (!key) throw new Refused('auth.missing', 'A key is needed: --key or POLYSPOOL_KEY');
    return { url, key };
  };
  const show = <Answer>(answer: Answer, text: (answer: Answer) => string) =>
    around.write(program.opts<Shown>().json ? JSON.stringify(answer) : text(answer));

  addTaskCommands(program, place, show);
  program
    .command('registered')
    .description('every job kind, its queue and limits, and how many workers would run it')
    .action(async () => show(await ask(place(), '/v1/admin/tasks/registered', RegisteredTaskList), registeredTable));
  program
    .command('stats')
    .description('every queue: workers, slots, what waits and what became of the last hour')
    .action(async () => show(await ask(place(), '/v1/admin/tasks/stats', QueueStatsList), statsTable));
  addPurge(program, place, show);
  program
    .command('events')
    .description('every event of every job, as it comes; ends with Ctrl-C')
    .action(() => {
      const line = program.opts<Shown>().json ? (event: JobEvent) => JSON.stringify(event) : eventLine;
      const tell = (event: JobEvent) => around.write(line(event));
      return followEvents(place(), { tell, complain: around.complain }, around.signal);
    });
  return program;
}

type Show = <Answer>(answer: Answer, text: (answer: Answer) => string) => void;

function addTaskCommands(program: Command, place: () => GatewayPlace, show: Show) {
  const kinds = {
    active: 'jobs that run',
    scheduled: 'jobs that begin, or are tried again, at some time',
    reserved: 'jobs that are handed to the workers, and not begun',
  };
  for (const [name, description] of Object.entries(kinds)) {
    program
      .command(name)
      .description(description)
      .option('-q, --queue <queue>', 'of this queue only', queueNamed)
      .option('-n, --limit <count>', 'at most so many', atMost, 50)
      .action(async ({ queue, limit }: { queue?: string; limit: number }) => {
        const query = new URLSearchParams({ limit: String(limit), ...(queue && { queue }) });
        const page = await ask(place(), `/v1/admin/tasks/${name}?${query}`, TaskPage);
        show(page, ({ items }: z.output<typeof TaskPage>) => taskTable(items));
      });
  }
}

function addPurge(program: Command, place: () => GatewayPlace, show: Show) {
  program
    .command('purge')
    .description('cancels all that waits in a queue; without --yes it only says how much that is')
    .argument('<queue>', 'its name, or the one it had in Celery', queueNamed)
    .option('--yes', 'really', false)
    .action(async (queue: string, { yes }: { yes: boolean }) => {
      const path = `/v1/admin/queues/${encodeURIComponent(queue)}/purge`;
      const result = await ask(place(), path, PurgeResult, { dryRun: !yes });
      show(result, ({ matched, cancelled }) =>
        yes
          ? `${cancelled} jobs cancelled`
          : `${matched} jobs wait in ${queue}. To cancel them: polyspool purge ${queue} --yes`,
      );
    });
}

function atMost(text: string) {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 200) throw new InvalidArgumentError('1 to 200');
  return count;
}
