import { isTerminal, type Job } from '@polyspool/sdk';
import { type Command, Option } from 'commander';
import type { Session } from '../session.js';
import { coloured } from '../show/colours.js';
import { jobTable } from '../show/tables.js';
import { watchJob } from '../show/watch-job.js';
import { countUpTo } from './parse-input.js';

const statuses = [
  ...['scheduled', 'queued', 'running', 'retrying', 'cancelling', 'succeeded', 'failed', 'cancelled', 'expired'],
] as const;

const mostOnPage = 200;

interface ListOptions {
  readonly status?: Job['status'];
  readonly type?: string;
  readonly words?: string;
  readonly limit: number;
  readonly cursor?: string;
  readonly all?: boolean;
}

/** One's own jobs: what they are, what they say, and what is asked of them. */
export function addJobs(program: Command, session: Session) {
  program
    .command('jobs')
    .description('your jobs, newest first')
    .addOption(new Option('-s, --status <status>').choices(statuses))
    .option('-t, --type <type>', 'of this kind')
    .option('--words <words>', 'in which these words are')
    .option('-n, --limit <count>', 'at most so many', countUpTo(mostOnPage), 20)
    .option('--cursor <cursor>', 'from there on: what the page before has named')
    .addOption(new Option('-a, --all', 'every page').conflicts('limit'))
    .action((options: ListOptions) => listJobs(session, options));
  program
    .command('job')
    .description('how a job is, with what it answered')
    .argument('<job>', 'its id')
    .action(async (id: string) => {
      const job = await session.client.jobs.get(id);
      session.show(job.known!, (known) => described(known, session)); // it was just told
    });
  program
    .command('watch')
    .description('a job to its end; the exit code is that of the job: 0, 3 failed, 4 cancelled or expired')
    .argument('<job>', 'its id')
    .action(async (id: string) => void (await watchJob(session, session.client.jobs.handle(id))));
  addLogs(program, session);
  addChanges(program, session);
}

async function listJobs(session: Session, { status, type, words, limit, cursor, all }: ListOptions) {
  const { jobs } = session.client;
  const filter = { status, type, q: words, cursor };
  if (all) {
    const items = [];
    for await (const job of jobs.all({ ...filter, limit: mostOnPage })) items.push(job);
    return session.show({ items }, (page) => jobTable(page.items));
  }
  const page = await jobs.list({ ...filter, limit });
  session.show(page, ({ items }) => jobTable(items));
  // Not among the lines of the table: who counts those counts jobs.
  if (page.nextCursor !== undefined && !session.isJson) session.around.complain(`More: --cursor ${page.nextCursor}`);
}

function addLogs(program: Command, session: Session) {
  program
    .command('logs')
    .description('what a job has said')
    .argument('<job>', 'its id')
    .option('-f, --follow', 'goes on until it has ended', false)
    .action(async (id: string, { follow }: { follow: boolean }) => {
      const job = session.client.jobs.handle(id);
      let told = 0;
      let cursor: string | undefined;
      // From the last page on: what has been told once is not fetched with every event.
      const tell = async () => {
        for (;;) {
          const { items, nextCursor } = await job.logPage({ cursor, limit: 200 });
          for (const entry of items.filter(({ seq }) => seq > told)) {
            told = entry.seq;
            if (session.isJson) session.around.write(JSON.stringify(entry));
            else for (const line of entry.lines) session.around.write(`${entry.at}  ${line}`);
          }
          if (nextCursor === undefined) return;
          cursor = nextCursor;
        }
      };
      await tell();
      if (!follow) return;
      for await (const update of job.events({ signal: session.around.signal })) {
        if (update.event?.jobId === id || isTerminal(update.job.status)) await tell();
      }
    });
}

function addChanges(program: Command, session: Session) {
  const changes = {
    cancel: 'ends a job and its parts',
    retry: 'runs a job that has ended once more, from its beginning',
    resume: 'goes on with a job that did not succeed: what it has finished is not done again',
  } as const;
  for (const [name, description] of Object.entries(changes) as [keyof typeof changes, string][]) {
    program
      .command(name)
      .description(description)
      .argument('<job>', 'its id')
      .option('-w, --watch', 'to its end', false)
      .action(async (id: string, { watch }: { watch: boolean }) => {
        const job = session.client.jobs.handle(id);
        const known = await job[name]({ signal: session.around.signal });
        if (watch) return void (await watchJob(session, job));
        session.show(known, ({ status }) => `${id} ${coloured(session.around.terminal, status)}`);
      });
  }
}

function described(job: Job, { around }: Session): string {
  const { id, type, status, percent, step, message, error, waiting, output, traceUrl, traceId } = job;
  const rows: [string, unknown][] = [
    ['id', id],
    ['type', type],
    ['status', coloured(around.terminal, status)],
    ['percent', Math.floor(percent)],
    ['step', step],
    ['message', message],
    [
      'waiting',
      waiting && [waiting.reason, waiting.position && `position ${waiting.position}`].filter(Boolean).join(', '),
    ],
    ['error', error && `${error.detail} (${error.code})`],
    ['created', job.createdAt],
    ['started', job.startedAt],
    ['finished', job.finishedAt],
    ['trace', traceUrl ?? traceId],
    ['output', output === undefined ? undefined : JSON.stringify(output, null, 2)],
  ];
  return rows
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name.padEnd(9)} ${String(value)}`]))
    .join('\n');
}
