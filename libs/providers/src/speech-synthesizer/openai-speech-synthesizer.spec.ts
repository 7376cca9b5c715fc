import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { FakeSpeechServer, secondsPerLetter, spokenWav, type Answering } from './fake-speech-server.js';
import { itSurvivesItsSpeechServer } from './http-speech-synthesizer.conformance.js';
import { OpenAiSpeechSynthesizer, type OpenAiSpeechOptions } from './openai-speech-synthesizer.js';
import { itIsASpeechSynthesizer } from './speech-synthesizer.conformance.js';
import { readWavSound } from './wav-sound.js';

interface Body {
  readonly input: string;
  readonly voice: string;
}

/** As kokoro-fastapi answers; OpenAI has no list of voices. */
const kokoro: Answering = ({ path, body }) => {
  if (path === '/v1/audio/voices') return { body: { voices: ['af_heart', 'bm_george'] } };
  const { input, voice } = JSON.parse(body) as Body;
  if (!['af_heart', 'bm_george'].includes(voice)) {
    const detail = { error: 'validation_error', message: `Voice '${voice}' not found`, type: 'invalid_request_error' };
    return { status: 400, body: { error: detail } };
  }
  return { body: streamed(spokenWav(input)) };
};

/** Who sends before all is made does not know how long it will be. */
function streamed(wav: Buffer): Buffer {
  wav.writeUInt32LE(0xff_ff_ff_ff, 4);
  wav.writeUInt32LE(0xff_ff_ff_ff, 40);
  return wav;
}

describe('OpenAiSpeechSynthesizer', () => {
  let server: FakeSpeechServer;
  let folder: string;
  const open = (options: OpenAiSpeechOptions = {}) =>
    new OpenAiSpeechSynthesizer({ url: `${server.url}/v1`, apiKey: 'secret-key', voice: 'af_heart', ...options });

  beforeEach(async () => {
    server = await new FakeSpeechServer(kokoro).start();
    folder = await mkdtemp(join(tmpdir(), 'openai-spec-'));
  });

  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  itIsASpeechSynthesizer(() => ({
    synthesizer: open(),
    language: 'en',
    unsupportedLanguage: 'tlh',
    text: 'Good morning, dear listener. It is a fine day.',
  }));

  itSurvivesItsSpeechServer({
    open: (url, timeoutMs) => new OpenAiSpeechSynthesizer({ url: `${url}/v1`, apiKey: 'secret-key', timeoutMs }),
    beside: kokoro,
    isSpeech: (path) => path.endsWith('/speech'),
  });

  it('sends text, model and voice, and reads a recording whose head says nothing of its length', async () => {
    const speech = await open({ model: 'kokoro' }).say({
      text: 'Good morning.',
      language: 'en-GB',
      voice: 'bm_george',
      folder,
    });

    const [{ path, headers, body } = { path: '', headers: {}, body: '{}' }] = server.requests;
    expect([path, headers.authorization]).toEqual(['/v1/audio/speech', 'Bearer secret-key']);
    expect(JSON.parse(body)).toEqual({
      input: 'Good morning.',
      model: 'kokoro',
      voice: 'bm_george',
      response_format: 'wav',
    });
    expect(speech.durationSeconds).toBeCloseTo(0.2 + 13 * secondsPerLetter, 3);
    expect(speech.words[0]!.startSeconds).toBeCloseTo(0.09, 2);
    expect(readWavSound(await readFile(speech.path)).sampleRate).toBe(16_000);
  });

  it('says nothing of its key', async () => {
    server.answer = () => ({ status: 401, body: { error: { message: 'Incorrect API key: secret-key' } } });

    const error: unknown = await open()
      .say({ text: 'one', language: 'en', folder })
      .catch((reason: unknown) => reason);

    expect(error).toMatchObject({ code: 'engine.refused' });
    expect(JSON.stringify([error, String(error)])).not.toContain('secret-key');
  });

  it('sends a long text in portions of whole sentences', async () => {
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(100).trim();

    const { words } = await open().say({ text, language: 'en', folder });

    const inputs = server.requests.map(({ body }) => (JSON.parse(body) as Body).input);
    expect(words).toHaveLength(900);
    expect(inputs.join(' ')).toBe(text);
    expect(inputs).toHaveLength(3);
    expect(inputs.every((input) => input.length <= 2_000 && input.endsWith('.'))).toBe(true);
  });

  it('knows the voices of its server, where that tells them', async () => {
    expect(await open().voices('en')).toEqual(['af_heart', 'bm_george']);
    server.answer = () => ({ status: 404, body: { error: 'Not Found' } });
    expect(await open().voices('en')).toEqual(['af_heart']);
    expect(await new OpenAiSpeechSynthesizer({ apiKey: 'sk' }).voices('en')).toContain('shimmer');
    expect(server.requests).toHaveLength(2);
  });

  it.each([[{ data: [{ id: 'one' }] }], [[{ voice_id: 'one' }]], [{ voices: [{ name: 'one' }] }]])(
    'reads a list of voices such as %j',
    async (body) => {
      server.answer = () => ({ body });

      expect(await open().voices('en')).toEqual(['af_heart', 'one']);
    },
  );

  it('speaks the languages that it is told, else those of OpenAI', async () => {
    expect(await open({ languages: ['ja'] }).speaks('en')).toBe(false);
    expect(await open({ languages: ['ja'] }).speaks('ja-JP')).toBe(true);
    expect(await open().speaks('te')).toBe(true);
  });

  const { LIVE, OPENAI_SPEECH_KEY: apiKey } = env;
  if (LIVE && apiKey) {
    it('speaks with OpenAI', async () => {
      const openAi = new OpenAiSpeechSynthesizer({ apiKey });

      const speech = await openAi.say({ text: 'Good morning.', language: 'en', folder });

      expect(speech.durationSeconds).toBeGreaterThan(0.3);
    });
  }
});
