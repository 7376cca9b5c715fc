import type { JobEvent } from '@polyspool/sdk';
import type { Command } from 'commander';
import type { Session } from '../session.js';

export function addEvents(program: Command, session: Session) {
  program
    .command('events')
    .description('every event of every job, as it comes; ends with Ctrl-C')
    .option('--mine', 'of your own jobs only', false)
    .action(async ({ mine }: { mine: boolean }) => {
      const { around, isJson } = session;
      const onGap = () => around.complain('Some events were missed');
      const room = mine ? ({ mine: true } as const) : ({ everything: true } as const);
      try {
        for await (const event of session.client.events(room, { signal: around.signal, onGap })) {
          around.write(isJson ? JSON.stringify(event) : eventLine(event));
        }
      } catch (error) {
        if (!around.signal.aborted) throw error;
      }
    });
}

/** One line for people. */
export function eventLine({ at, jobId, seq, type, change }: JobEvent): string {
  const { percent, step, message, error } = change;
  const parts = [percent === undefined ? '' : `${Math.round(percent)} %`, step ?? '', message ?? '', error?.code ?? ''];
  return [at, jobId, `#${seq}`, type, ...parts.filter(Boolean)].join('  ');
}
