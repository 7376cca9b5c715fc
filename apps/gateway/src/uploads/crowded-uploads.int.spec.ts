import { makeMedia } from '@polyspool/media/make-media';
import { eventually } from '@polyspool/service/testing/eventually';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { formOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let slow: Buffer;
let quick: Buffer;

beforeAll(async () => {
  gateway = await openGateway({ UPLOADS_PER_USER: 2, UPLOAD_PROBES: 2 });
  const silence = { seconds: 60, picture: false, sound: 'anullsrc=r=44100:cl=mono', args: ['-b:a', '8k'] } as const;
  const minute = await readFile(await makeMedia(join(gateway.folder, 'a.aac'), silence));
  // A day in frames of a few bytes: ffprobe has to read each of them, and takes half a minute for it.
  slow = Buffer.concat(Array.from({ length: 1000 }, () => minute));
  quick = await readFile(await makeMedia(join(gateway.folder, 'a.wav'), { seconds: 1, picture: false }));
});
afterAll(() => gateway.close());

/** An upload that ffprobe is busy with until its sender goes away. `mark` makes it another file. */
function sendSlow(mark: number) {
  const away = new AbortController();
  const body = formOf(Buffer.concat([slow, minuteMark(mark)]), 'slow.aac');
  const answer = gateway.ask('POST', '/v1/uploads', keys.anna, { body, signal: away.signal });
  const ended = answer.then(
    ({ status }) => status,
    () => 'gone',
  );
  return { leave: () => away.abort(), ended };
}
const minuteMark = (mark: number) => slow.subarray(0, mark * 1000);

const spooled = async () => (await gateway.traces()).spooled.length;
const untilSpooled = (count: number) => eventually(async () => expect(await spooled()).toBe(count), 30_000);

describe('uploads that keep ffprobe busy', () => {
  it('let those of others pass, are held to a number, and end with their senders', async () => {
    const senders = [sendSlow(1), sendSlow(2)];
    await untilSpooled(2);

    const third = await gateway.send(formOf(quick));
    const bens = await gateway.send(formOf(quick), keys.ben);
    for (const sender of senders) sender.leave();
    await untilSpooled(0);

    expect([third.status, third.headers.get('retry-after'), await third.json()]).toMatchObject([
      429,
      '5',
      { code: 'quota.uploads' },
    ]);
    expect(bens.status).toBe(201);
    expect(await Promise.all(senders.map(({ ended }) => ended))).toEqual(['gone', 'gone']);
    expect((await gateway.traces()).rows).toHaveLength(1);
    expect((await gateway.send(formOf(quick))).status).toBe(201);
  }, 90_000);
});

describe('uploads in pieces', () => {
  const tus = { 'tus-resumable': '1.0.0', 'content-type': 'application/offset+octet-stream', 'upload-length': '1000' };
  /** Announces an upload, and sends some of its bytes with that. */
  const beginSlowly = () => {
    const headers = { ...tus, authorization: `Bearer ${keys.anna}`, 'content-length': '1000' };
    const sending = request(`${gateway.url}/v1/uploads/resumable`, { method: 'POST', headers });
    sending.on('error', () => undefined);
    sending.write('the first of them');
    return sending;
  };
  const announced = async () => {
    let count = 0;
    for await (const { key } of gateway.storage.list()) if (key.endsWith('/announced')) count += 1;
    return count;
  };

  it('are held to a number at a time, also those whose first bytes come with the announcement', async () => {
    const senders = [beginSlowly(), beginSlowly()];
    await eventually(async () => expect(await announced()).toBe(2));

    const post = (key: string) =>
      gateway.ask('POST', '/v1/uploads/resumable', key, { headers: tus, body: new Uint8Array(10) });
    const [third, bens] = [await post(keys.anna), await post(keys.ben)];
    for (const sender of senders) sender.destroy();

    expect([third.status, await third.json()]).toMatchObject([429, { code: 'quota.uploads' }]);
    expect(bens.status).toBe(201);
    await eventually(async () => expect((await post(keys.anna)).status).toBe(201));
  }, 30_000);
});
