import { runProgram } from '@polyspool/processes/run-program';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMedia, type MediaWishes } from './make-media.js';
import { mediaKindOf } from './media-kind.js';
import { probeMedia } from './probe-media.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'media-spec-'));
});

afterAll(() => rm(folder, { recursive: true }));

type Row = [name: string, demuxer: string, mediaType: string, wishes?: MediaWishes];
/** Jest takes a parameter that has no value for a callback. */
const filled = (rows: Row[]) =>
  rows.map(([name, demuxer, type, wishes = {}]) => [name, demuxer, type, wishes] as const);

const soundOnly: MediaWishes = { picture: false };
const videos: Row[] = [
  ['a.mp4', 'mov', 'video/mp4'],
  ['a.m4v', 'mov', 'video/x-m4v', { args: ['-f', 'ipod', '-c:v', 'libx264'] }],
  ['a.mov', 'mov', 'video/quicktime'],
  ['a.3gp', 'mov', 'video/3gpp', { args: ['-c:a', 'aac'] }],
  ['fragmented.mp4', 'mov', 'video/mp4', { args: ['-movflags', 'frag_keyframe+empty_moov'] }],
  ['a.mkv', 'matroska', 'video/matroska'],
  ['live.mkv', 'matroska', 'video/matroska', { args: ['-live', '1'] }],
  ['a.webm', 'matroska', 'video/webm', { args: ['-deadline', 'realtime'] }],
  ['a.avi', 'avi', 'video/vnd.avi'],
  ['a.ts', 'mpegts', 'video/mp2t'],
  ['a.mpg', 'mpeg', 'video/mpeg'],
  ['a.flv', 'flv', 'video/x-flv', { args: ['-ar', '22050'] }],
  ['live.flv', 'flv', 'video/x-flv', { args: ['-ar', '22050', '-flvflags', 'no_duration_filesize'] }],
  ['a.ogv', 'ogg', 'video/ogg'],
];

const recordings: Row[] = [
  ['a.m4a', 'mov', 'audio/x-m4a'],
  ['a.ogg', 'ogg', 'audio/ogg'],
  ['a.opus', 'ogg', 'audio/ogg'],
  ['a.wav', 'wav', 'audio/wav'],
  ['a.mp3', 'mp3', 'audio/mpeg'],
  ['no-header.mp3', 'mp3', 'audio/mpeg', { args: ['-write_xing', '0', '-q:a', '9'] }],
  ['a.flac', 'flac', 'audio/flac'],
  ['a.aac', 'aac', 'audio/aac'],
];

describe('the picture of a recording', () => {
  it('has the size in which it is shown: turned upright, with square pixels', async () => {
    const plain = await makeMedia(join(folder, 'plain.mp4'));
    const turned = join(folder, 'turned.mp4');
    const turn = ['-i', plain, '-c', 'copy', '-metadata:s:v:0', 'rotate=90', turned];
    await runProgram({ command: 'ffmpeg', args: ['-nostdin', '-v', 'error', '-y', ...turn] });
    const wide = await makeMedia(join(folder, 'wide.mp4'), { args: ['-vf', 'setsar=2'] });

    const sizes = await Promise.all([plain, turned, wide].map((path) => probeMedia({ path, demuxer: 'mov' })));

    expect(sizes.map(({ video }) => [video?.width, video?.height])).toEqual([
      [176, 144],
      [144, 176],
      [352, 144],
    ]);
  });
});

describe('a container on the list', () => {
  it.each(filled(videos))('%s is a video that %s reads', async (name, demuxer, mediaType, wishes) => {
    const path = await makeMedia(join(folder, name), wishes);

    const kind = await mediaKindOf(path);
    expect(kind).toEqual({ kind: 'video', mediaType, demuxer });
    const probe = await probeMedia({ path, demuxer: kind!.demuxer });
    expect(probe).toMatchObject({ demuxer, video: { width: 176, height: 144 }, audioTracks: [{ channels: 1 }] });
    expect(probe.video!.framesPerSecond).toBeCloseTo(25, 0);
    expect(probe.durationSeconds).toBeCloseTo(4, 0);
  });

  it.each(filled(recordings))('%s is a recording that %s reads', async (name, demuxer, mediaType, wishes) => {
    const path = await makeMedia(join(folder, name), { ...soundOnly, ...wishes });

    const kind = await mediaKindOf(path);
    expect(kind).toEqual({ kind: 'audio', mediaType, demuxer });
    const probe = await probeMedia({ path, demuxer: kind!.demuxer });
    expect(probe.video).toBeUndefined();
    expect(probe.audioTracks).toHaveLength(1);
    expect(probe.durationSeconds).toBeGreaterThan(3.9);
    expect(probe.durationSeconds).toBeLessThan(4.2);
  });
});

describe('probeMedia', () => {
  it('lists every audio track with its language and title', async () => {
    const tracks = ['-map', '0', '-map', '1', '-map', '1', '-ac:a:1', '2', '-c:v', 'libx264'];
    const tags = ['-metadata:s:a:0', 'language=eng', '-metadata:s:a:1', 'language=spa', '-metadata:s:a:1', 'title=Dub'];
    const path = await makeMedia(join(folder, 'tracks.mkv'), { args: [...tracks, ...tags] });

    const { audioTracks } = await probeMedia({ path, demuxer: 'matroska' });

    expect(audioTracks).toEqual([
      { codec: 'vorbis', channels: 1, sampleRateHz: 16000, language: 'eng', title: undefined },
      { codec: 'vorbis', channels: 2, sampleRateHz: 16000, language: 'spa', title: 'Dub' },
    ]);
  });

  it('does not take a cover picture for a video', async () => {
    const cover = ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-disposition:v', 'attached_pic'];
    const path = await makeMedia(join(folder, 'cover.mp3'), {
      picture: 'testsrc2=size=64x64:rate=25:duration=0.04',
      args: ['-map', '0', '-map', '1', ...cover],
    });

    const probe = await probeMedia({ path, demuxer: 'mp3' });

    expect(probe.video).toBeUndefined();
    expect(probe.audioTracks).toHaveLength(1);
  });

  it('keeps to a demuxer when the name says something else', async () => {
    const path = await makeMedia(join(folder, 'sound.pdf'), { ...soundOnly, args: ['-f', 'wav'] });

    const kind = await mediaKindOf(path);

    expect(kind).toMatchObject({ demuxer: 'wav' });
    expect((await probeMedia({ path, demuxer: kind!.demuxer })).durationSeconds).toBe(4);
  });

  it('reads a FLAC of a single frame, which cannot be sought in', async () => {
    const path = await makeMedia(join(folder, 'blink.flac'), { ...soundOnly, seconds: 0.05 });

    expect((await probeMedia({ path, demuxer: 'flac' })).durationSeconds).toBeCloseTo(0.05, 2);
  });
});
