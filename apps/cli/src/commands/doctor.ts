import { PolyspoolError } from '@polyspool/sdk';
import type { Command } from 'commander';
import { Exit, exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';
import { coloured } from '../show/colours.js';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Whether a system is well, as far as it can be seen from here. */
export function addDoctor(program: Command, session: Session) {
  program
    .command('doctor')
    .description('checks the way to the gateway, the key, the stores, the workers and the time')
    .action(async () => {
      const findings = await examine(session);
      session.show({ items: findings }, ({ items }) =>
        items
          .map(({ name, ok, detail }) => {
            const mark = ok ? 'ok    ' : 'not ok';
            return `${coloured(session.around.terminal, ok ? 'succeeded' : 'failed', mark)}  ${name}: ${detail}`;
          })
          .join('\n'),
      );
      if (findings.some(({ ok }) => !ok)) throw new Exit(exitCodes.refused);
    });
}

async function examine({ client, url, around: { signal } }: Session): Promise<Finding[]> {
  return Promise.all([
    finding('gateway', async () => {
      const started = performance.now();
      // One that is not ready answers 503, and says which of its stores are away.
      await client.request('GET', '/health/ready', { retries: 0 });
      return `${url} is ready and answers within ${Math.round(performance.now() - started)} ms`;
    }),
    finding('key', async () => {
      const { name, role } = await client.me.get();
      return `${name}, ${role}`;
    }),
    finding('workers', async () => {
      const { workers, activeTasks, unserved, message } = await client.workersHealth();
      if (!workers || unserved.length) throw new Error(message ?? `Nobody serves ${unserved.join(', ')}`);
      return `${workers} processes, ${activeTasks} jobs run`;
    }),
    finding('clock', async () => {
      const { headers } = await fetch(new URL('/health/live', url), {
        signal: AbortSignal.any([signal, AbortSignal.timeout(10_000)]),
      });
      const apartSeconds = Math.abs(Date.parse(headers.get('date') ?? '') - Date.now()) / 1000;
      if (!(apartSeconds < 30)) throw new Error(`${Math.round(apartSeconds)} s apart from the gateway's`);
      return 'as the gateway has it';
    }),
  ]);
}

async function finding(name: string, look: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, detail: await look() };
  } catch (error) {
    const { detail, code } = PolyspoolError.from(error);
    return { name, ok: false, detail: code === 'client.failed' ? detail : `${detail} (${code})` };
  }
}
