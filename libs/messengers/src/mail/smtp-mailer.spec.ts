import { inspect } from 'node:util';
import { SmtpMailer } from './smtp-mailer.js';
import { openTestSmtpServer, type TestSmtpServer } from './testing-smtp-server.js';

const mail = {
  to: 'anna@example.org',
  subject: 'తెలుగు మాట',
  text: 'Plain',
  html: '<p>Rich</p>',
  messageId: 'abc@example.org',
  unsubscribeUrl: 'https://example.org/v1/unsubscribe/x',
};

describe('mails by SMTP', () => {
  let server: TestSmtpServer;
  let mailer: SmtpMailer;
  beforeEach(async () => {
    server = await openTestSmtpServer();
    mailer = new SmtpMailer({ url: server.url, from: 'Polyspool <us@example.org>', timeoutMs: 300 });
  });
  afterEach(async () => {
    mailer.close();
    await server.close();
  });

  it('carry text and HTML, their id, and a way to unsubscribe by one click', async () => {
    await expect(mailer.send(mail)).resolves.toEqual({ isLoggedOnly: false });

    const raw = server.taken[0]!.raw.replace(/\r\n[ \t]+/g, ' ');
    expect(raw).toContain('Message-ID: <abc@example.org>');
    expect(raw).toContain('List-Unsubscribe: <https://example.org/v1/unsubscribe/x>');
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(raw).toContain('Auto-Submitted: auto-generated');
    expect(raw).toMatch(/text\/plain[\s\S]*Plain[\s\S]*text\/html[\s\S]*<p>Rich<\/p>/);
    expect(raw).toMatch(/Subject: =\?UTF-8\?/i);
  });

  it.each([
    ['refuse', 'message.refused'],
    ['later', 'message.unsent'],
    ['cut', 'message.unanswered'],
    ['silent', 'message.unanswered'],
  ] as const)('that the server does not take (%s) say so: %s', async (manner, code) => {
    server.state.manner = () => manner;

    await expect(mailer.send(mail)).rejects.toMatchObject({ code });
  });

  it('that are refused name nobody in their error', async () => {
    server.state.manner = () => 'refuse';

    const error = await mailer.send(mail).catch((fault: unknown) => fault);

    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('anna');
  });

  it('have certainly not left where no server answers', async () => {
    await server.close();

    await expect(mailer.send(mail)).rejects.toMatchObject({ code: 'message.unsent' });
  });

  it('cannot be given another header by what is in them', async () => {
    await mailer.send({ ...mail, subject: 'Hello\r\nBcc: eve@example.org' });

    expect(server.taken).toHaveLength(1);
    expect(server.taken[0]!.raw).not.toMatch(/^Bcc:/m);
  });
});
