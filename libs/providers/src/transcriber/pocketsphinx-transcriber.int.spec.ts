import type { Segment } from '@polyspool/contracts/segments';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLibrivoxSample, writeSilence, type LibrivoxSample } from './librivox.js';
import { PocketsphinxTranscriber } from './pocketsphinx-transcriber.js';
import { itIsATranscriber } from './transcriber.conformance.js';
import { wordErrorRate } from './word-error-rate.js';

describe('PocketsphinxTranscriber', () => {
  let folder: string;
  let short: LibrivoxSample;

  const at = (name: string) => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'providers-spec-'));
    short = await writeLibrivoxSample(at('short.wav'), 1);
    await writeSilence(at('silence.wav'), 3);
  });

  afterAll(() => rm(folder, { recursive: true }));

  itIsATranscriber(() => ({
    transcriber: new PocketsphinxTranscriber(),
    language: 'en',
    unsupportedLanguage: 'de',
    speech: { path: at('short.wav'), seconds: short.seconds },
    silencePath: at('silence.wav'),
  }));

  let reading: Promise<LibrivoxSample & { segments: Segment[] }> | undefined;
  /** The whole of it, once for all. */
  const hearReading = () =>
    (reading ??= writeLibrivoxSample(at('joined.wav')).then(async (sample) => {
      const segments = await new PocketsphinxTranscriber().transcribe(at('joined.wav'), { language: 'en-US' });
      return { ...sample, segments };
    }));

  it('gets two of three words of real speech, in segments that fit into a subtitle', async () => {
    const { transcript, segments } = await hearReading();

    const heard = segments.map((segment) => segment.text).join(' ');
    expect(wordErrorRate(transcript, heard)).toBeLessThan(0.35);
    const starts = segments.map((segment) => segment.startSeconds);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const { text, startSeconds, endSeconds, confidence = NaN, words } of segments) {
      expect(confidence).toBeGreaterThan(0);
      expect(confidence).toBeLessThanOrEqual(Math.max(...words.map((word) => word.confidence ?? NaN)));
      expect(text.length).toBeLessThanOrEqual(84);
      expect(endSeconds - startSeconds).toBeLessThanOrEqual(6);
    }
  }, 120_000);

  it('places words where they are spoken, also late in a recording', async () => {
    const { sounds, segments } = await hearReading();

    const words = segments.flatMap((segment) => segment.words);
    for (const { startSeconds, endSeconds } of sounds) {
      const middle = ({ startSeconds: from, endSeconds: to }: { startSeconds: number; endSeconds: number }) =>
        (from + to) / 2;
      const own = words.filter((word) => middle(word) > startSeconds - 0.4 && middle(word) < endSeconds + 0.4);
      expect(Math.abs(own[0]!.startSeconds - startSeconds)).toBeLessThan(0.35); // each clip has words
      expect(Math.abs(own.at(-1)!.endSeconds - endSeconds)).toBeLessThan(0.35);
    }
  }, 120_000);

  it('cannot hear which language is spoken', async () => {
    expect(await new PocketsphinxTranscriber().identify()).toBeUndefined();
  });

  it('has another version with another model', async () => {
    const versionWith = async (modelFolder?: string) =>
      (await new PocketsphinxTranscriber({ modelFolder }).describe()).version;

    expect(await versionWith(folder)).not.toBe(await versionWith());
  });

  it('fails on a file that is no recording', async () => {
    await writeFile(at('text.wav'), 'no sound');

    const failing = new PocketsphinxTranscriber().transcribe(at('text.wav'), { language: 'en' });

    await expect(failing).rejects.toMatchObject({ code: 'engine.failed' });
  });

  it('says that it is not installed', async () => {
    const absent = new PocketsphinxTranscriber({ command: 'pocketsphinx_absent' });

    await expect(absent.transcribe(at('short.wav'), { language: 'en' })).rejects.toMatchObject({
      code: 'engine.missing',
      message: 'pocketsphinx_absent is not installed',
    });
  });
});
