import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const maxBytes = 400 * 1024 ** 2;

let gateway: TestGateway;

beforeEach(async () => {
  gateway = await openGateway({ MAX_UPLOAD_BYTES: maxBytes, UPLOAD_IDLE_TIMEOUT_S: 1 });
});
afterEach(() => gateway.close());

const part = 'Content-Disposition: form-data; name="file"; filename="long.wav"\r\nContent-Type: audio/wav';
const opening = `--line\r\n${part}\r\n\r\n`;
const closing = '\r\n--line--\r\n';

/** A request whose form and file have begun. */
function begin(headers: Record<string, string> = {}, key = keys.anna): ClientRequest {
  const type = 'multipart/form-data; boundary=line';
  const sending = request(`${gateway.url}/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': type, ...headers },
  });
  sending.on('error', () => undefined);
  sending.write(opening);
  return sending;
}

/** A WAV header for so many bytes of sound: 48 kHz, stereo, 16 bits. */
function wavHeader(bytes: number) {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(48_000, 24);
  header.writeUInt32LE(192_000, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return header;
}

const block = Buffer.alloc(1024 ** 2, 1);

/** Done when the system has taken it, or the connection is gone. */
const write = (sending: ClientRequest, bytes: Buffer) =>
  new Promise<void>((resolve) => sending.write(bytes, () => resolve()));

const closeOf = (sending: ClientRequest) => new Promise<void>((resolve) => sending.once('close', resolve));

async function answerOf(sending: ClientRequest) {
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, problem: await json(answer) };
}

async function until(fact: () => Promise<boolean>) {
  while (!(await fact())) await sleep(10);
}

const nothing = { spooled: [], stored: [], rows: [] };
const isSpooling = async () => (await gateway.traces()).spooled.length > 0;
const isClean = async () => !(await isSpooling());

// First, while the process is still small.
describe('an upload of 150 MB', () => {
  it('takes little memory', async () => {
    const bytes = 150 * block.length;
    const sending = begin();
    const answer = answerOf(sending);
    await write(sending, wavHeader(bytes));
    const before = process.memoryUsage.rss();
    let most = before;
    for (let sent = 0; sent < bytes; sent += block.length) {
      await write(sending, block);
      most = Math.max(most, process.memoryUsage.rss());
    }
    sending.end(closing);

    expect(await answer).toMatchObject({ status: 201, problem: { kind: 'audio', bytes: bytes + 44 } });
    const grown = Math.round((most - before) / 1024 ** 2);
    process.stdout.write(`150 MB uploaded; sender and gateway together grew by ${grown} MB\n`);
    expect(grown).toBeLessThan(100);
    expect((await gateway.traces()).spooled).toEqual([]);
  }, 120_000);
});

describe('an upload in progress', () => {
  it('leaves nothing when its sender goes away', async () => {
    const sending = begin();
    await write(sending, Buffer.concat([wavHeader(5_000_000), block]));
    await until(isSpooling);

    sending.destroy();
    await until(isClean);

    expect(await gateway.traces()).toEqual(nothing);
  });

  it('leaves nothing when its sender falls silent, and ends the connection', async () => {
    const sending = begin();
    await write(sending, Buffer.concat([wavHeader(5_000_000), block]));
    await until(isSpooling);

    await closeOf(sending);
    await until(isClean);

    expect(await gateway.traces()).toEqual(nothing);
  });

  it('is incomplete when the form has no end', async () => {
    const sending = begin();
    sending.end(Buffer.concat([wavHeader(block.length), block]));

    const { status, problem } = await answerOf(sending);

    expect([status, problem]).toMatchObject([400, { code: 'upload.incomplete' }]);
    await until(isClean);
    expect(await gateway.traces()).toEqual(nothing);
  });
});

describe('an upload that cannot be accepted is answered while it is still being sent', () => {
  it('when its first bytes show it', async () => {
    const sending = begin();
    sending.write('Call me Ishmael. '.repeat(300));

    expect(await answerOf(sending)).toMatchObject({ status: 415, problem: { code: 'upload.unsupported' } });
    expect(await gateway.traces()).toEqual(nothing);
  });

  it('when its announced length shows it', async () => {
    const sending = begin({ 'content-length': String(maxBytes * 2) });

    expect(await answerOf(sending)).toMatchObject({ status: 413, problem: { code: 'upload.tooLarge' } });
    expect(await gateway.traces()).toEqual(nothing);
  });

  it('when it goes on after the limit', async () => {
    const sending = begin();
    const answer = answerOf(sending);
    let answered = false;
    void answer.then(() => (answered = true));
    await write(sending, wavHeader(0xffff_ff00));
    for (let sent = 0; !answered; sent += block.length) {
      expect(sent).toBeLessThan(maxBytes * 2);
      await write(sending, block);
    }

    expect(await answer).toMatchObject({ status: 413, problem: { code: 'upload.tooLarge' } });
    expect(await gateway.traces()).toEqual(nothing);
    sending.destroy();
  }, 60_000);

  it('when its key is wrong', async () => {
    const sending = begin({ 'content-length': '1000000000' }, 'wrong');

    expect(await answerOf(sending)).toMatchObject({ status: 401, problem: { code: 'auth.invalid' } });
  });

  it('and its connection is closed when the sender does not stop', async () => {
    const sending = begin();
    const closed = closeOf(sending);
    sending.write('Call me Ishmael. '.repeat(300));
    await answerOf(sending);

    await closed;

    expect(await gateway.traces()).toEqual(nothing);
  }, 15_000);
});
