import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CaughtMail } from '@polyspool/contracts/notifications';
import { MailFolder } from './mail-folder.ts';
import { startMailCatcher } from './start-mail-catcher.ts';
import { Supervisor } from './supervisor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mail-catcher-spec-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Says the lines one after the other, each when the one before was answered. */
async function converse(url: string, lines: readonly string[]) {
  const socket = createConnection(Number(new URL(url).port), '127.0.0.1').setEncoding('utf8');
  const answers: string[] = [];
  for (const line of [undefined, ...lines]) {
    if (line !== undefined) socket.write(`${line}\r\n`);
    const [answer] = (await once(socket, 'data')) as [string];
    answers.push(answer.slice(0, 3));
  }
  socket.destroy();
  return answers;
}

describe('the mail catcher', () => {
  it('takes mails as a mail server does, and shows them', async () => {
    const guard = { own: () => undefined, disown: () => undefined } as unknown as ConstructorParameters<
      typeof Supervisor
    >[0];
    const supervisor = new Supervisor(guard, () => undefined);
    const { MAIL_URL, MAIL_CATCHER_URL } = await startMailCatcher(supervisor, folder, () => undefined);
    const mail = [
      'Message-ID: <1@example.org>',
      'From: Us <us@example.org>',
      'To: anna@example.org',
      'Subject: =?UTF-8?Q?=E0=B0=A4=E0=B1=86?=',
      'List-Unsubscribe: <https://example.org/u>',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Hello</p>',
      '.',
    ].join('\r\n');

    const answers = await converse(MAIL_URL, [
      'EHLO me',
      'MAIL FROM:<us@example.org>',
      'RCPT TO:<anna@example.org>',
      'DATA',
      mail,
    ]);
    const shown = async (to: string) =>
      ((await (await fetch(`${MAIL_CATCHER_URL}/mails?to=${to}`)).json()) as { items: CaughtMail[] }).items;
    const [caught] = await shown('Anna@example.org');
    const others = await shown('ben@example.org');
    await supervisor.stop();

    expect(answers).toEqual(['220', '250', '250', '250', '354', '250']);
    expect(caught).toMatchObject({
      subject: 'తె',
      to: ['anna@example.org'],
      messageId: '<1@example.org>',
      headers: { 'list-unsubscribe': '<https://example.org/u>' },
    });
    expect(caught!.html).toContain('<p>Hello</p>');
    expect(others).toEqual([]);
  }, 20_000);

  it('keeps the newest ones only', () => {
    const mails = new MailFolder(folder, 3);
    const mail = { from: 'us', to: ['a@example.org'], text: '', html: '', headers: {} };

    for (let at = 1; at <= 5; at += 1) mails.add({ ...mail, subject: `Mail ${at}` });

    expect(mails.list({ limit: 10 }).map(({ subject }) => subject)).toEqual(['Mail 5', 'Mail 4', 'Mail 3']);
    expect(readdirSync(folder)).toHaveLength(3);
  });
});
