// A mail server that delivers to nobody: `npm start` runs it, and the gateway shows what came. Loopback only.
import { createServer } from 'node:http';
import { type AddressObject, simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { MailFolder } from './mail-folder.ts';

const loopback = '127.0.0.1';
const mostBytes = 25 * 1024 ** 2;
const { MAIL_CATCHER_FOLDER = '', MAIL_CATCHER_SMTP_PORT, MAIL_CATCHER_HTTP_PORT } = process.env;
const folder = new MailFolder(MAIL_CATCHER_FOLDER);

const smtp = new SMTPServer({
  authOptional: true,
  // Nothing leaves this machine, and there is no certificate.
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  size: mostBytes,
  logger: false,
  /** Acknowledged when it is written. */
  onData(stream, { envelope }, done) {
    keep(
      stream,
      envelope.rcptTo.map(({ address }) => address),
    ).then(
      () => done(),
      (error: Error) => done(error),
    );
  },
});
smtp.on('error', (error) => console.error(`mail catcher: ${error.message}`));
smtp.listen(Number(MAIL_CATCHER_SMTP_PORT), loopback);

const http = createServer((request, answer) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', `http://${loopback}`);
  const say = (status: number, body: unknown) =>
    answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  try {
    if (request.method !== 'GET' || (pathname !== '/mails' && pathname !== '/health')) return say(404, {});
    if (pathname === '/health') return say(200, { ready: smtp.server.listening });
    const limit = Number(searchParams.get('limit') ?? 50);
    return say(200, { items: folder.list({ to: searchParams.get('to') ?? undefined, limit }) });
  } catch (error) {
    return say(500, { error: (error as Error).message });
  }
}).listen(Number(MAIL_CATCHER_HTTP_PORT), loopback);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    http.close();
    smtp.close(() => process.exit(0));
  });
}

async function keep(stream: SMTPServerDataStream, to: string[]) {
  const mail = await simpleParser(stream);
  if (stream.sizeExceeded) throw Object.assign(new Error('Too large'), { responseCode: 552 });
  folder.add({
    from: addressesOf(mail.from),
    to,
    subject: mail.subject ?? '',
    messageId: mail.messageId,
    text: mail.text ?? '',
    html: mail.html || '',
    headers: headersOf(mail),
  });
}

const addressesOf = (address: AddressObject | undefined) => address?.text ?? '';

const headersOf = ({ headerLines }: ParsedMail) =>
  Object.fromEntries(
    headerLines.map(({ key, line }) => [
      key,
      line
        .slice(line.indexOf(':') + 1)
        .replace(/\r?\n[ \t]+/g, ' ')
        .trim(),
    ]),
  );
