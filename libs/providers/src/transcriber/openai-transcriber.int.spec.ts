import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { FakeEngineServer, silence } from '../translator/fake-engine-server.js';
import { writeLibrivoxSample, writeSilence, type LibrivoxSample } from './librivox.js';
import { OpenAiTranscriber, type OpenAiTranscriberOptions } from './openai-transcriber.js';
import { itIsATranscriber } from './transcriber.conformance.js';
import { wordErrorRate } from './word-error-rate.js';

const answer = {
  task: 'transcribe',
  language: 'english',
  duration: 7,
  text: 'Good morning, dear reader.',
  segments: [{ id: 0, start: 0.5, end: 3, text: ' Good morning, dear reader.', avg_logprob: -0.2 }],
  words: ['Good', 'morning', 'dear', 'reader'].map((word, i) => ({ word, start: 0.5 + i / 2, end: 1 + i / 2 })),
};

describe('OpenAiTranscriber', () => {
  let folder: string;
  let short: LibrivoxSample;
  let server: FakeEngineServer;

  const at = (name: string) => join(folder, name);
  const open = (options: OpenAiTranscriberOptions = {}) =>
    new OpenAiTranscriber({ baseUrl: `${server.url}/v1`, apiKey: 'sk-secret', ...options });
  const transcribe = (options?: OpenAiTranscriberOptions) =>
    open(options).transcribe(at('short.wav'), { language: 'en' });
  const field = (name: string) =>
    new RegExp(`name="${name}"\\r\\n\\r\\n([^\\r]*)`).exec(server.requests[0]?.body ?? '')?.[1];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
    short = await writeLibrivoxSample(at('short.wav'), 1);
    await writeSilence(at('silence.wav'), 3);
  });

  beforeEach(async () => {
    server = await new FakeEngineServer(() => ({ body: answer })).start();
  });

  afterEach(() => server.close());
  afterAll(() => rm(folder, { recursive: true }));

  itIsATranscriber(() => ({
    transcriber: open(),
    language: 'en',
    unsupportedLanguage: 'tlh',
    speech: { path: at('short.wav'), seconds: short.seconds },
    silencePath: at('silence.wav'),
  }));

  it('sends the recording with model, language and the wish for times of words', async () => {
    const segments = await open({ model: 'large-v3' }).transcribe(at('short.wav'), { language: 'en-GB' });

    expect(segments).toMatchObject([
      { text: answer.text, startSeconds: 0.5, endSeconds: 2.5, confidence: Math.exp(-0.2) },
    ]);
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = server.requests;
    expect([path, headers.authorization]).toEqual(['/v1/audio/transcriptions', 'Bearer sk-secret']);
    expect(['model', 'language', 'response_format'].map(field)).toEqual(['large-v3', 'en', 'verbose_json']);
    expect([...body.matchAll(/timestamp_granularities\[\]"\r\n\r\n(\w+)/g)].map(([, wish]) => wish)).toEqual([
      'word',
      'segment',
    ]);
    expect(body).toContain('filename="speech.wav"');
  });

  it('asks a model that tells no times for none', async () => {
    server.answer = () => ({ body: { text: 'Good morning.' } });

    const segments = await transcribe({ model: 'gpt-4o-transcribe' });

    expect(segments.map(({ text }) => text).join(' ')).toBe('Good morning.');
    expect(field('response_format')).toBe('json');
  });

  it('hears which language is spoken in the first half minute', async () => {
    server.answer = () => ({ body: { ...answer, language: 'spanish' } });

    expect(await open().identify(at('short.wav'))).toEqual({ language: 'es' });
    expect(field('language')).toBeUndefined();
    expect(await open().identify(at('silence.wav'))).toBeUndefined();
    expect(server.requests).toHaveLength(1);
  });

  it('packs a recording that is too large, and refuses one that is too large even so', async () => {
    expect(await transcribe({ maxUploadBytes: 200_000 })).toHaveLength(1);
    expect(server.requests[0]?.body).toContain('filename="speech.flac"');
    expect(Number(server.requests[0]?.headers['content-length'])).toBeLessThan(200_000);

    await expect(transcribe({ maxUploadBytes: 20_000 })).rejects.toMatchObject({
      code: 'engine.refused',
      message: expect.stringMatching(/takes 20000 bytes at once, this has \d+: take shorter chunks/),
    });
  });

  it.each([
    [400, 'engine.refused'],
    [401, 'engine.refused'],
    [403, 'engine.refused'],
    [404, 'engine.refused'],
    [413, 'engine.refused'],
    [429, 'engine.unavailable'],
    [500, 'engine.unavailable'],
    [503, 'engine.unavailable'],
  ])('tells an answer of %d as %s, without the key, and asks once', async (status, code) => {
    server.answer = () => ({
      status,
      body: { error: { message: status < 404 ? 'Incorrect API key: sk-secret' : 'No' } },
    });

    const failing = transcribe();

    await expect(failing).rejects.toMatchObject({ code, message: expect.stringContaining(String(status)) });
    if (status === 401) await expect(failing).rejects.toMatchObject({ message: expect.not.stringContaining('sk-') });
    expect(server.requests).toHaveLength(1);
  });

  it.each([['<html>Welcome</html>'], [{ hello: 'there' }], [{ text: 7 }]])(
    'does not take %j for a transcript',
    async (body) => {
      server.answer = () => ({ body });

      await expect(transcribe()).rejects.toMatchObject({ code: 'engine.failed' });
    },
  );

  it('says that nobody answers, or not in time', async () => {
    server.answer = () => silence;

    await expect(transcribe({ timeoutMs: 300 })).rejects.toMatchObject({ code: 'engine.unavailable' });
    await expect(transcribe({ baseUrl: `http://127.0.0.1:${await freePort()}/v1` })).rejects.toMatchObject({
      code: 'engine.unavailable',
    });
  });

  it('says that an answer breaks off, or does not end', async () => {
    for (const then of ['hangs up', 'stalls'] as const) {
      server.answer = () => ({ then });

      await expect(transcribe({ timeoutMs: 300 })).rejects.toMatchObject({ code: 'engine.unavailable' });
    }
  });

  it('stops while it waits for the answer', async () => {
    const controller = new AbortController();
    server.answer = () => {
      controller.abort(new Error('enough'));
      return silence;
    };

    const waiting = open().transcribe(at('short.wav'), { language: 'en', signal: controller.signal });

    await expect(waiting).rejects.toThrow('enough');
  });

  const { LIVE, OPENAI_TRANSCRIBER_URL: baseUrl, OPENAI_TRANSCRIBER_MODEL: model, OPENAI_API_KEY: apiKey } = env;
  if (LIVE && (apiKey ?? baseUrl)) {
    it('gets real speech right from the real server', async () => {
      const real = new OpenAiTranscriber({ baseUrl, model, apiKey });

      const segments = await real.transcribe(at('short.wav'), { language: 'en' });

      expect(wordErrorRate(short.transcript, segments.map(({ text }) => text).join(' '))).toBeLessThan(0.2);
      expect(await real.identify(at('short.wav'))).toEqual({ language: 'en' });
    }, 120_000);
  }
});

async function freePort() {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}
