import type { Upload } from '@polyspool/contracts/files';
import { makeMedia } from '@polyspool/media/make-media';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formOf, jsonOf, openGateway, type TestGateway } from '../testing/open-gateway.js';

const maxBytes = 400_000;

let gateway: TestGateway;
let video: Buffer;

beforeAll(async () => {
  gateway = await openGateway({ MAX_UPLOAD_BYTES: maxBytes });
  video = await madeMedia('a.mp4', { seconds: 2 });
});
afterAll(() => gateway.close());

const madeMedia = async (name: string, wishes: Parameters<typeof makeMedia>[1]) =>
  readFile(await makeMedia(join(gateway.folder, name), wishes));

async function expectRefused(answer: Response, status: number, code: string) {
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await answer.json()).toMatchObject({ status, code });
  expect(await gateway.traces()).toEqual({ spooled: [], stored: [], rows: [] });
}

describe('what is neither recording nor document is refused and leaves nothing', () => {
  const secret = '/etc/passwd';
  const mpd = '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><AdaptationSet>';

  it.each([
    ['text', 'Call me Ishmael.\n'],
    ['long text', 'Call me Ishmael.\n'.repeat(10_000)],
    ['an HLS playlist', `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://${secret}\n#EXT-X-ENDLIST\n`],
    ['a concat list', `ffconcat version 1.0\nfile '${secret}'\n`],
    ['a DASH manifest', `${mpd}<Representation id="1"><BaseURL>${secret}</BaseURL></Representation>`],
    ['an SVG', `<svg xmlns="http://www.w3.org/2000/svg"><image href="${secret}"/></svg>`],
    ['a zip', Buffer.from('504b030414000000000000000000000000000000', 'hex')],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('%s renamed .mp4', async (_, bytes) => {
    await expectRefused(await gateway.send(formOf(bytes)), 415, 'upload.unsupported');
  });

  it('an empty file', async () => {
    await expectRefused(await gateway.send(formOf('')), 422, 'upload.empty');
  });
});

describe('a recording that nothing can be done with is refused and leaves nothing', () => {
  it('cut short', async () => {
    const half = video.subarray(0, video.length / 2);

    await expectRefused(await gateway.send(formOf(half)), 422, 'media.unreadable');
  });

  it('damaged', async () => {
    const damaged = Buffer.concat([video.subarray(0, 64), Buffer.alloc(50_000, 7)]);

    await expectRefused(await gateway.send(formOf(damaged)), 422, 'media.unreadable');
  });

  it('without an audio track', async () => {
    const silent = await madeMedia('silent.mp4', { seconds: 1, sound: false });

    await expectRefused(await gateway.send(formOf(silent)), 422, 'media.noAudio');
  });

  it('of no playing time', async () => {
    const header = await madeMedia('zero.wav', { seconds: 0, picture: false });

    await expectRefused(await gateway.send(formOf(header)), 422, 'media.noDuration');
  });

  it('of five hours', async () => {
    const silence = ['-c:a', 'flac', '-frame_size', '65535'];
    const sound = 'anullsrc=r=8000:cl=mono';
    const long = await madeMedia('hours.flac', { seconds: 5 * 3600, picture: false, sound, args: silence });

    await expectRefused(await gateway.send(formOf(long)), 422, 'media.tooLong');
  });

  it('larger than allowed', async () => {
    const large = Buffer.concat([video, Buffer.alloc(maxBytes)]);

    await expectRefused(await gateway.send(formOf(large)), 413, 'upload.tooLarge');
  });

  it('larger than allowed by one byte, but not when it just fits', async () => {
    const sound = await madeMedia('long.wav', { seconds: 13, picture: false });
    const padded = (bytes: number) => Buffer.concat([sound, Buffer.alloc(bytes - sound.length)]);
    expect(sound.length).toBeGreaterThan(maxBytes);

    await expectRefused(await gateway.send(formOf(padded(sound.length))), 413, 'upload.tooLarge');
    const short = await madeMedia('short.wav', { seconds: 12, picture: false });
    await expectRefused(
      await gateway.send(formOf(Buffer.concat([short, Buffer.alloc(maxBytes + 1 - short.length)]))),
      413,
      'upload.tooLarge',
    );
    const fits = await gateway.send(formOf(Buffer.concat([short, Buffer.alloc(maxBytes - short.length)])));
    const { id } = await jsonOf<Upload>(fits);

    expect(fits.status).toBe(201);
    expect((await gateway.ask('DELETE', `/v1/uploads/${id}`)).status).toBe(204);
  });
});

describe('a request that is no upload is refused and leaves nothing', () => {
  const field = (name: string) => {
    const form = new FormData();
    form.append(name, 'value');
    return form;
  };
  const together = (...forms: FormData[]) => {
    const all = new FormData();
    for (const form of forms) for (const [name, value] of form) all.append(name, value);
    return all;
  };

  it('without any field', async () => {
    await expectRefused(await gateway.send(new FormData()), 400, 'upload.missing');
  });

  it('with text where the file should be', async () => {
    await expectRefused(await gateway.send(field('file')), 400, 'upload.missing');
  });

  it('with JSON', async () => {
    const init = { body: '{}', headers: { 'content-type': 'application/json' } };

    await expectRefused(await gateway.ask('POST', '/v1/uploads', undefined, init), 400, 'upload.missing');
  });

  it('without a boundary', async () => {
    const init = { body: 'x', headers: { 'content-type': 'multipart/form-data' } };

    await expectRefused(await gateway.ask('POST', '/v1/uploads', undefined, init), 400, 'input.invalid');
  });

  it.each([
    ['an unknown field', () => together(field('language'), formOf(video))],
    ['an unknown field behind the file', () => together(formOf(video), field('language'))],
    ['the file in another field', () => formOf(video, 'clip.mp4', 'video')],
    ['two files', () => together(formOf(video), formOf(video, 'other.mp4'))],
    ['a field named as what every object has', () => together(field('toString'), formOf(video))],
  ])('with %s', async (_, form) => {
    await expectRefused(await gateway.send(form()), 400, 'input.invalid');
  });

  it('with a wrong key', async () => {
    await expectRefused(await gateway.send(formOf(video), 'wrong'), 401, 'auth.invalid');
  });

  it('without a key', async () => {
    const answer = await fetch(`${gateway.url}/v1/uploads`, { method: 'POST', body: formOf(video) });

    await expectRefused(answer, 401, 'auth.missing');
  });
});
