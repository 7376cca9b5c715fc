import { PolyspoolError } from '@polyspool/sdk';
import { type Command, InvalidArgumentError } from 'commander';
import type { Session } from '../session.js';
import type { Sight } from './top-screen.js';

const mostJobs = 200;

export function addTop(program: Command, session: Session) {
  program
    .command('top')
    .description('queues, workers and running jobs on the whole screen, as they change')
    .option('-d, --delay <seconds>', 'between two looks', secondsOf, 1)
    .action(async ({ delay }: { delay: number }) => {
      const { terminal } = session.around;
      // Whom nobody looks at, or a program reads, is told once.
      if (!terminal || !session.around.stdin.isTTY || session.isJson)
        return session.around.write(JSON.stringify(await lookOf(session)));
      await draw(session, terminal, delay * 1000);
    });
}

async function draw(session: Session, stdout: NodeJS.WriteStream, everyMs: number) {
  const first = await lookOf(session);
  // Loaded where it is used: every other command starts without it.
  const [{ render }, { TopScreen }] = await Promise.all([import('ink'), import('./top-screen.js')]);
  const screen = (sight: Sight) => <TopScreen sight={sight} rows={stdout.rows} />;
  const { rerender, waitUntilExit, unmount } = render(screen(first), {
    stdout,
    stdin: session.around.stdin,
    alternateScreen: true,
  });
  let last = first;
  let isLooking = false;
  const look = async () => {
    if (isLooking) return; // a slow gateway is not asked more often for it
    isLooking = true;
    last = await lookOf(session).catch((error: unknown) => ({ ...last, trouble: PolyspoolError.from(error).detail }));
    isLooking = false;
    rerender(screen(last));
  };
  const rounds = setInterval(() => void look(), everyMs);
  session.around.signal.addEventListener('abort', () => unmount());
  await waitUntilExit().finally(() => clearInterval(rounds));
}

async function lookOf({ client, around: { signal } }: Session): Promise<Sight> {
  const { admin } = client;
  const [queues, workers, active] = await Promise.all([
    admin.stats({ signal }),
    admin.workers({ signal }),
    admin.taskPage('active', { limit: mostJobs }, { signal }),
  ]);
  return { at: new Date(), queues, workers, active: active.items };
}

function secondsOf(text: string) {
  const seconds = Number(text);
  if (!(seconds >= 0.2 && seconds <= 3_600)) throw new InvalidArgumentError('0.2 to 3600');
  return seconds;
}
