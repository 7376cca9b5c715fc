import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env } from 'node:process';
import { FakeSpeechServer, secondsPerLetter, spokenWav, type Answering } from './fake-speech-server.js';
import { itSurvivesItsSpeechServer } from './http-speech-synthesizer.conformance.js';
import { PiperSpeechSynthesizer, type PiperOptions } from './piper-speech-synthesizer.js';
import { itIsASpeechSynthesizer } from './speech-synthesizer.conformance.js';

const models = {
  'en_US-lessac-medium': {
    audio: { sample_rate: 22_050 },
    espeak: { voice: 'en-us' },
    num_speakers: 1,
    speaker_id_map: {},
    language: { code: 'en_US' },
  },
  'en_GB-vctk-medium': { espeak: { voice: 'en-gb-x-rp' }, num_speakers: 2, speaker_id_map: { p239: 0, p236: 1 } },
  'de_DE-thorsten-low': { espeak: { voice: 'de' }, num_speakers: 1 },
};

/** As the Flask server of piper-tts 1.4 answers. */
const piper14: Answering = ({ method, path, body }) => {
  if (path === '/voices') return { body: models };
  if (method !== 'POST' || path !== '/synthesize') return { status: 405, body: 'Method Not Allowed' };
  return { body: spokenWav((JSON.parse(body) as { text: string }).text) };
};

/** As that of piper-tts 1.3. */
const piper13: Answering = (request) => {
  if (request.path === '/synthesize') return { status: 404, body: 'Not Found' };
  return request.path === '/voices' ? { body: models } : piper14({ ...request, path: '/synthesize' });
};

/** As that of rhasspy's piper 1.2. */
const piper12: Answering = ({ method, path, body }) =>
  path === '/' && method === 'POST' ? { body: spokenWav(body) } : { status: 404, body: 'Not Found' };

describe('PiperSpeechSynthesizer', () => {
  let server: FakeSpeechServer;
  let folder: string;
  const open = (options: Partial<PiperOptions> = {}) => new PiperSpeechSynthesizer({ url: server.url, ...options });
  const asked = () => server.requests.filter(({ method }) => method === 'POST');

  beforeEach(async () => {
    server = await new FakeSpeechServer(piper14).start();
    folder = await mkdtemp(join(tmpdir(), 'piper-spec-'));
  });

  afterEach(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  itIsASpeechSynthesizer(() => ({
    synthesizer: open(),
    language: 'en',
    unsupportedLanguage: 'fi',
    text: 'Good morning, dear listener. It is a fine day.',
  }));

  itSurvivesItsSpeechServer({
    open: (url, timeoutMs) => new PiperSpeechSynthesizer({ url, timeoutMs }),
    beside: () => ({ body: models }),
    isSpeech: (path) => path !== '/voices',
  });

  it('names voices by model and speaker, those of the region first, and its own before all', async () => {
    expect(await open().voices('en-US')).toEqual([
      'en_US-lessac-medium',
      'en_GB-vctk-medium/p236',
      'en_GB-vctk-medium/p239',
    ]);
    expect(await open().voices('en-GB')).toHaveLength(3);
    expect((await open({ voice: 'en_GB-vctk-medium/p239' }).voices('en'))[0]).toBe('en_GB-vctk-medium/p239');
    expect(await open({ voice: 'en_GB-vctk-medium/p239' }).voices('de')).toEqual(['de_DE-thorsten-low']);
  });

  it('asks for one sentence at a time, with model and speaker', async () => {
    const speech = await open().say({
      text: 'Good morning. It is a fine day.',
      language: 'en',
      voice: 'en_GB-vctk-medium/p236',
      folder,
    });

    expect(asked().map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
      ['/synthesize', { text: 'Good morning.', voice: 'en_GB-vctk-medium', speaker_id: 1 }],
      ['/synthesize', { text: 'It is a fine day.', voice: 'en_GB-vctk-medium', speaker_id: 1 }],
    ]);
    const secondStarts = speech.words[2]!.startSeconds;
    expect(speech.isTimed).toBe(false);
    // The tone of the first sentence, the silence around it, the pause, and the silence before the second.
    expect(secondStarts).toBeCloseTo(0.1 + 13 * secondsPerLetter + 0.1 + 0.2 + 0.1, 1);
  });

  it('finds the address of piper-tts 1.3', async () => {
    server.answer = piper13;

    await open().say({ text: 'Guten Morgen.', language: 'de', folder });

    expect(asked().map(({ path }) => path)).toEqual(['/synthesize', '/']);
  });

  it('speaks with the only voice of a server before 1.3, which is sent plain text', async () => {
    server.answer = piper12;
    const piper = open({ languages: ['nl'] });

    await piper.say({ text: 'Goede morgen.', language: 'nl', folder });

    expect(asked().map(({ path, body }) => [path, body])).toEqual([['/', 'Goede morgen.']]);
    expect([await piper.speaks('nl-BE'), await piper.speaks('en')]).toEqual([true, false]);
    await expect(piper.say({ text: 'x', language: 'nl', voice: 'en_US-lessac-medium', folder })).rejects.toMatchObject({
      code: 'engine.unsupportedVoice',
    });
  });

  it('asks again for the voices when it got none', async () => {
    const piper = open();
    server.answer = () => ({ status: 503 });
    await expect(piper.speaks('en')).rejects.toMatchObject({ code: 'engine.unavailable' });

    server.answer = piper14;

    expect(await piper.speaks('en')).toBe(true);
  });

  it('does not take a page for a list of voices', async () => {
    server.answer = () => ({ body: '<html></html>' });

    await expect(open().speaks('en')).rejects.toMatchObject({ code: 'engine.failed' });
  });

  const { LIVE, PIPER_URL: url } = env;
  if (LIVE && url) {
    it('speaks with a real Piper', async () => {
      const speech = await open({ url }).say({ text: 'Good morning.', language: 'en', folder });

      expect(speech.durationSeconds).toBeGreaterThan(0.3);
    });
  }
});
