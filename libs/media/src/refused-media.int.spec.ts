import { AppError } from '@polyspool/contracts/errors';
import { runProgram } from '@polyspool/processes/run-program';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMedia, type MediaWishes } from './make-media.js';
import { demuxers } from './media-input.js';
import { mediaKindOf } from './media-kind.js';
import { probeMedia } from './probe-media.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-spec-'));
});

afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string | Buffer) => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};

async function codeFor(path: string, more: object = {}) {
  const kind = await mediaKindOf(path);
  if (!kind) return 'unknown kind';
  return probeMedia({ path, demuxer: kind.demuxer, ...more }).then(
    () => 'accepted',
    (error: AppError) => error.code,
  );
}

describe('what is no recording', () => {
  it.each([
    ['an empty file', ''],
    ['text', 'Call me Ishmael.\n'.repeat(100)],
    ['an SVG', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n'],
    ['a zip', Buffer.from('504b0304140000000000', 'hex')],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ])('is unknown and unreadable: %s', async (_, content) => {
    const path = await write('thing.mp4', content);

    expect(await mediaKindOf(path)).toBeUndefined();
    await expect(probeMedia({ path, demuxer: 'mov' })).rejects.toMatchObject({ code: 'media.unreadable' });
  });
});

describe('a playlist named .mp4', () => {
  let server: Server;
  let requests: string[];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await makeMedia(join(folder, 'secret.ts'));
  });

  beforeEach(() => {
    requests = [];
  });

  afterAll(() => server.close());

  const playlist = {
    hls: (part: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n${part}\n#EXT-X-ENDLIST\n`,
    concat: (part: string) => `ffconcat version 1.0\nfile '${part}'\n`,
    dash: (part: string) => `<?xml version="1.0"?>
      <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S" minBufferTime="PT1S"
        profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet contentType="audio">
        <Representation id="1" bandwidth="64000"><BaseURL>${part}</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  };

  const partAt = (place: string) =>
    place === 'file' ? join(folder, 'secret.ts') : `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.ts`;

  const cases = Object.keys(playlist).flatMap((kind) => ['file', 'http'].map((place) => [kind, place] as const));

  it.each(cases)('is refused by every demuxer and nothing it names is read: %s, %s', async (kind, place) => {
    const path = await write('list.mp4', playlist[kind as keyof typeof playlist](partAt(place)));

    expect(await mediaKindOf(path)).toBeUndefined();
    for (const demuxer of demuxers) await expect(probeMedia({ path, demuxer })).rejects.toBeInstanceOf(AppError);
    expect(requests).toEqual([]);
  });

  it('would be read by an ffprobe that may choose', async () => {
    const path = await write('list.mp4', playlist.concat(partAt('file')));

    const { stdout } = await runProgram({
      command: 'ffprobe',
      args: ['-v', 'error', '-safe', '0', '-show_entries', 'format=format_name', path],
    });

    expect(stdout).toContain('format_name=concat');
  });
});

describe('a file that was cut short', () => {
  const faststart: MediaWishes = { seconds: 20, args: ['-movflags', '+faststart'] };
  const sound: MediaWishes = { seconds: 20, picture: false };

  it.each<[name: string, wishes: MediaWishes]>([
    ['index-last.mp4', { seconds: 20 }],
    ['index-first.mp4', faststart],
    ['fragments.mp4', { seconds: 20, args: ['-movflags', 'frag_keyframe+empty_moov', '-g', '25'] }],
    ['sound.m4a', sound],
    ['video.mkv', { seconds: 20 }],
    ['video.avi', { seconds: 20 }],
    ['video.flv', { seconds: 20, args: ['-ar', '22050'] }],
    ['sound.wav', sound],
    ['sound.flac', sound],
    ['sound.mp3', sound],
  ])('is refused: %s', async (name, wishes) => {
    const whole = await makeMedia(join(folder, name), wishes);
    const cut = join(folder, `cut-${name}`);
    await copyFile(whole, cut);
    await truncate(cut, Math.floor((await stat(whole)).size * 0.7));

    expect(await codeFor(whole)).toBe('accepted');
    expect(await codeFor(cut)).toBe('media.unreadable');
  });
});

describe('a recording that cannot be worked with', () => {
  it('has no audio track', async () => {
    expect(await codeFor(await makeMedia(join(folder, 'mute.mp4'), { sound: false }))).toBe('media.noAudio');
  });

  it.each(['nothing.wav', 'nothing.flac', 'nothing.m4a'])('has no playing time: %s', async (name) => {
    const path = await makeMedia(join(folder, name), { seconds: 0, picture: false });

    expect(await codeFor(path)).toMatch(/^media\.(noDuration|unreadable)$/);
  });

  it('says that a WAV without samples has no playing time', async () => {
    const path = await makeMedia(join(folder, 'nothing.wav'), { seconds: 0, picture: false });

    expect(await codeFor(path)).toBe('media.noDuration');
  });

  it('plays too long', async () => {
    const path = await makeMedia(join(folder, 'long.flac'), {
      seconds: 4 * 3600 + 1,
      sound: 'anullsrc=r=8000:cl=mono',
      picture: false,
    });

    expect(await codeFor(path)).toBe('media.tooLong');
  });

  it('has too many streams', async () => {
    const maps = Array.from({ length: 17 }, () => ['-map', '0']).flat();
    const path = await makeMedia(join(folder, 'many.mkv'), { seconds: 1, picture: false, args: maps });

    expect(await codeFor(path)).toBe('media.tooManyStreams');
  });

  it('has too large a picture', async () => {
    const wide = { seconds: 0.1, picture: 'color=size=8200x64:rate=25', args: ['-c:v', 'mpeg4'] };
    const path = await makeMedia(join(folder, 'wide.mkv'), { ...wide, args: ['-c:v', 'ffv1'] });

    expect(await codeFor(path)).toBe('media.tooLargePicture');
  });

  it('is not done with in time', async () => {
    const path = join(folder, 'silent-pipe.aac');
    await runProgram({ command: 'mkfifo', args: [path] }); // nobody writes: to open it is to wait

    const looking = probeMedia({ path, demuxer: 'aac', timeoutMs: 100 });

    await expect(looking).rejects.toMatchObject({ code: 'media.unreadable' });
  });

  it('is measured by the limits that the caller sets', async () => {
    const path = await makeMedia(join(folder, 'short.mp4'));

    expect(await codeFor(path, { maxDurationSeconds: 3 })).toBe('media.tooLong');
    expect(await codeFor(path, { maxStreams: 1 })).toBe('media.tooManyStreams');
    expect(await codeFor(path, { maxSidePixels: 175 })).toBe('media.tooLargePicture');
  });
});
