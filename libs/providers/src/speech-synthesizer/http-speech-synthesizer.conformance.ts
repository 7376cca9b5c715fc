import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeSpeechServer, silence, spokenWav, type Answering, type SpeechServerAnswer } from './fake-speech-server.js';
import type { SpeechSynthesizer } from './speech-synthesizer.js';

export interface HttpSpeechCase {
  readonly open: (url: string, timeoutMs?: number) => SpeechSynthesizer;
  /** How it is asked for anything but a sound. */
  readonly beside: Answering;
  readonly isSpeech: (path: string) => boolean;
}

/** What every speech synthesizer behind a network does when its server is in trouble. */
export function itSurvivesItsSpeechServer({ open, beside, isSpeech }: HttpSpeechCase) {
  let server: FakeSpeechServer;
  let folder: string;
  const answering = (answer: SpeechServerAnswer | typeof silence) => {
    server.answer = (request) => (isSpeech(request.path) ? answer : beside(request));
  };
  const saying = (timeoutMs?: number, signal?: AbortSignal) =>
    open(server.url, timeoutMs).say({ text: 'Good morning.', language: 'en', folder, signal });

  beforeEach(async () => {
    server = await new FakeSpeechServer(() => silence).start();
    folder = await mkdtemp(join(tmpdir(), 'speech-spec-'));
  });

  afterEach(async () => {
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
    await server.close();
  });

  it.each([408, 429, 500, 502, 503, 529])('is unavailable when it answers %s', async (status) => {
    answering({ status, body: { error: { message: 'Slow down' } } });

    await expect(saying()).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it.each([400, 401, 403, 413])('is refused for good when it answers %s', async (status) => {
    answering({ status, body: { error: { message: 'Not you' } } });

    await expect(saying()).rejects.toMatchObject({ code: 'engine.refused', retry: false });
  });

  it('is unavailable when nobody listens', async () => {
    const closed = open('http://127.0.0.1:9').say({ text: 'one', language: 'en', folder });

    await expect(closed).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it('is unavailable when it does not answer in time', async () => {
    answering(silence);

    await expect(saying(100)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it.each(['hangs up', 'stalls', 'never ends'] as const)('is unavailable when it %s in the middle', async (then) => {
    answering({ body: spokenWav('Good morning.'), then });

    await expect(saying(then === 'stalls' ? 300 : undefined)).rejects.toMatchObject({ code: 'engine.unavailable' });
  });

  it.each([
    ['a page', '<html>Welcome</html>'],
    ['an MP3', Buffer.from('ID3\u0004 and so on')],
    ['nothing', ''],
    ['a recording without its end', spokenWav('Good morning.').subarray(0, 5_000)],
  ])('fails when it answers %s', async (_, body) => {
    answering({ body });

    await expect(saying()).rejects.toMatchObject({
      code: 'engine.failed',
      message: expect.stringMatching(/recording/),
    });
  });

  it('stops waiting when it is aborted', async () => {
    const controller = new AbortController();
    server.answer = (request) => {
      if (!isSpeech(request.path)) return beside(request);
      controller.abort(new Error('enough'));
      return silence;
    };

    await expect(saying(undefined, controller.signal)).rejects.toThrow('enough');
  });
}
