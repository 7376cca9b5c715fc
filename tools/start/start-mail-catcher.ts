import { join } from 'node:path';
import { stages } from './end-processes.ts';
import { freePort } from './free-port.ts';
import { logWriter } from './service-log.ts';
import type { ReadableLine } from './service-log.ts';
import type { Supervisor } from './supervisor.ts';

/** Environment of those who write mails and those who show them. */
export type CatcherSettings = { readonly MAIL_URL: string; readonly MAIL_CATCHER_URL: string };

/** A mail server of our own, unless the caller names theirs. */
export async function startMailCatcher(
  supervisor: Supervisor,
  stateFolder: string,
  print: (line: ReadableLine) => void,
): Promise<CatcherSettings> {
  const [smtpPort, httpPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${httpPort}`;
  const log = logWriter('mails', join(stateFolder, 'logs/mails.log'), print);
  await supervisor.start({
    name: 'mails',
    // After the services: what they still hand over is taken.
    stage: stages.queue,
    signal: 'SIGTERM',
    command: process.execPath,
    args: [join(import.meta.dirname, 'mail-catcher.ts')],
    options: {
      cwd: stateFolder,
      env: {
        PATH: process.env.PATH,
        MAIL_CATCHER_FOLDER: join(stateFolder, 'mails'),
        MAIL_CATCHER_SMTP_PORT: String(smtpPort),
        MAIL_CATCHER_HTTP_PORT: String(httpPort),
      },
    },
    onLine: log.write,
    tail: log.tail,
    isReady: () => isReady(url),
  });
  return { MAIL_URL: `smtp://127.0.0.1:${smtpPort}`, MAIL_CATCHER_URL: url };
}

async function isReady(url: string) {
  try {
    const answer = await fetch(`${url}/health`, { signal: AbortSignal.timeout(2_000) });
    return ((await answer.json()) as { ready: boolean }).ready;
  } catch {
    return false; // not listening yet: the caller asks again
  }
}
