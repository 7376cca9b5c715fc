import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLibrivoxSample, writeSilence, type LibrivoxSample } from './librivox.js';
import { writeScriptedModel } from './scripted-whisper-model.js';
import { itIsATranscriber } from './transcriber.conformance.js';
import { WhisperTranscriber } from './whisper-transcriber.js';

/** German is the third of Whisper's languages. */
const german = 2;
const patientMs = 120_000;

/** whisper.cpp itself, with models that say one thing whatever they hear: no model that hears comes with a package. */
describe('WhisperTranscriber', () => {
  let folder: string;
  let speech: LibrivoxSample;

  const at = (name: string) => join(folder, name);
  const whisper = (name = 'ggml-scripted.bin') => new WhisperTranscriber({ model: at(name), threads: 1 });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
    speech = await writeLibrivoxSample(at('speech.wav'), 1);
    await writeSilence(at('silence.wav'), 3);
    const said = [0, ' Good', ' mor', 'ning', ',', ' dear', ' reader', '.', 2, 2, ' How', ' are', ' you', '?', 5.5];
    await writeScriptedModel(at('ggml-scripted.bin'), said, german);
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsATranscriber(() => ({
    transcriber: whisper(),
    language: 'en',
    unsupportedLanguage: 'tlh',
    speech: { path: at('speech.wav'), seconds: speech.seconds },
    silencePath: at('silence.wav'),
  }));

  it(
    'makes sentences of what it hears, at the times that the model tells',
    async () => {
      const segments = await whisper().transcribe(at('speech.wav'), { language: 'en' });

      expect(segments.map(({ text }) => text)).toEqual(['Good morning, dear reader.', 'How are you?']);
      expect(segments[0]!.endSeconds).toBeLessThanOrEqual(2);
      expect(segments[1]!.startSeconds).toBeGreaterThanOrEqual(1.9);
      expect(segments[1]!.endSeconds).toBeLessThanOrEqual(5.5);
    },
    patientMs,
  );

  it(
    'keeps letters whose bytes stand in several tokens',
    async () => {
      const bytes = Buffer.from('నమస్కారం');
      const parts = [bytes.subarray(0, 4), bytes.subarray(4, 7), bytes.subarray(7, 17), bytes.subarray(17)];
      await writeScriptedModel(at('ggml-telugu.bin'), [0, Buffer.from(' '), ...parts, ' అందరికీ', 3]);

      const segments = await whisper('ggml-telugu.bin').transcribe(at('speech.wav'), { language: 'te' });

      expect(segments.map(({ text }) => text)).toEqual(['నమస్కారం అందరికీ']);
      expect(segments[0]!.words.map(({ text }) => text)).toEqual(['నమస్కారం', 'అందరికీ']);
    },
    patientMs,
  );

  it(
    'hears which language is spoken, and none in silence',
    async () => {
      expect(await whisper().identify(at('speech.wav'))).toEqual({ language: 'de' });
      expect(await whisper().identify(at('silence.wav'))).toBeUndefined();
    },
    patientMs,
  );

  it('knows by its name a model of English only', () => {
    const english = new WhisperTranscriber({ model: '/models/ggml-base.en-q5_1.bin' });

    expect(english.languages).toEqual(['en']);
    expect(['en', 'en-GB', 'de'].map((language) => english.supports(language))).toEqual([true, true, false]);
    expect(['de', 'te', 'jv', 'nb', 'pt-BR', 'tlh'].map((language) => whisper().supports(language))).toEqual([
      ...[true, true, true, true, true, false],
    ]);
  });

  it('has another version with another model', async () => {
    await writeFile(at('ggml-other.bin'), 'another');

    expect((await whisper('ggml-other.bin').describe()).version).not.toBe((await whisper().describe()).version);
    expect((await whisper('absent.bin').describe()).version).toMatch(/^absent none /);
  });

  it.each(['transcribe', 'identify'] as const)(
    'says on %s that the model is not there, or something else',
    async (method) => {
      await writeFile(at('page.bin'), '<html>not found</html>');

      for (const name of ['absent.bin', 'page.bin']) {
        await expect(whisper(name)[method](at('speech.wav'), { language: 'en' })).rejects.toMatchObject({
          code: 'engine.missing',
          message: expect.stringContaining(name.replace('.bin', '')),
        });
      }
    },
  );

  it(
    'survives a model that was cut short',
    async () => {
      const whole = await readFile(at('ggml-scripted.bin'));
      await writeFile(at('ggml-short.bin'), whole.subarray(0, whole.length / 2));

      const failing = whisper('ggml-short.bin').transcribe(at('speech.wav'), { language: 'en' });

      await expect(failing).rejects.toMatchObject({ code: 'engine.failed' });
    },
    patientMs,
  );

  it(
    'ends its process when it is told to stop',
    async () => {
      const controller = new AbortController();
      const transcribing = whisper().transcribe(at('speech.wav'), { language: 'en', signal: controller.signal });
      while (!(await tasks()).length) await new Promise(setImmediate);

      controller.abort(new Error('enough'));

      await expect(transcribing).rejects.toThrow('enough');
      expect(await tasks()).toEqual([]);
    },
    patientMs,
  );
});

/** Of this process: those that run the task, as far as they have come to it. */
async function tasks() {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const own = await Promise.all(ids.map(async (id) => (await parentOf(id)) === process.pid && (await isTask(id))));
  return ids.filter((_, i) => own[i]);
}

/** A process may have ended meanwhile. */
const read = (path: string) => readFile(path, 'utf8').catch(() => '');
const parentOf = async (id: string) => Number(/^PPid:\s*(\d+)/m.exec(await read(`/proc/${id}/status`))?.[1]);
const isTask = async (id: string) => (await read(`/proc/${id}/cmdline`)).includes('hear-with-whisper.task');
