import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { HttpSmsSender } from './http-sms-sender.js';

describe('text messages by a provider that speaks as Twilio does', () => {
  let server: Server;
  let asked: { url: string | undefined; authorization: string | undefined; body: URLSearchParams }[];
  let status: number;
  beforeEach(async () => {
    [asked, status] = [[], 201];
    server = createServer((request: IncomingMessage, answer) => {
      void text(request).then((body) => {
        const { url, headers } = request;
        asked.push({ url, authorization: headers.authorization, body: new URLSearchParams(body) });
        if (status) answer.writeHead(status).end('{"sid":"SM1"}');
        else request.socket.destroy();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const sms = { to: '+34600111222', text: 'Listo: Subtítulos' };
  const sender = (from = '+15550100') =>
    new HttpSmsSender({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      account: 'AC1',
      token: 'secret',
      from,
      timeoutMs: 500,
    });

  it('are posted as a form, with the account as name and password', async () => {
    await expect(sender().send(sms)).resolves.toEqual({ isLoggedOnly: false });
    await sender('MG7').send(sms);

    expect(asked[0]).toMatchObject({
      url: '/2010-04-01/Accounts/AC1/Messages.json',
      authorization: `Basic ${Buffer.from('AC1:secret').toString('base64')}`,
    });
    expect(asked.map(({ body }) => Object.fromEntries(body))).toEqual([
      { To: '+34600111222', Body: 'Listo: Subtítulos', From: '+15550100' },
      { To: '+34600111222', Body: 'Listo: Subtítulos', MessagingServiceSid: 'MG7' },
    ]);
  });

  it.each([
    [400, 'message.refused'],
    [401, 'message.unsent'],
    [429, 'message.unsent'],
    [503, 'message.unanswered'],
    [0, 'message.unanswered'],
  ])('answered by %d (0: a cut connection) are %s', async (answered, code) => {
    status = answered;

    await expect(sender().send(sms)).rejects.toMatchObject({ code });
  });

  it('have certainly not left where nobody listens', async () => {
    const nobody = sender();
    await new Promise((resolve) => server.close(resolve));

    await expect(nobody.send(sms)).rejects.toMatchObject({ code: 'message.unsent' });
  });
});
