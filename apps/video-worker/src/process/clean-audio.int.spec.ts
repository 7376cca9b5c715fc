import { makeMedia } from '@polyspool/media/make-media';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScriptedTranscriber, workbench } from './testing.js';

describe('cleanAudio', () => {
  it('takes out rumble before anything listens, and moves nothing in time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'clean-audio-spec-'));
    const sound = 'sine=frequency=25:sample_rate=44100';
    const upload = await makeMedia(join(folder, 'rumble.mp4'), { sound });
    const heard: { bytes: number; loudness: number }[] = [];
    const transcriber = new ScriptedTranscriber(async (wavPath) => {
      heard.push(measure(await readFile(wavPath)));
      return [];
    });
    const bench = await workbench({ folder, upload }, { transcriber, voiceDetector: new FakeVoiceDetector() });

    for (const cleanAudio of [false, true, true]) await bench.video({ language: 'en', cleanAudio });

    const [asRecorded, cleaned, ...again] = heard;
    expect(again).toEqual([]);
    expect(cleaned!.loudness).toBeLessThan(asRecorded!.loudness / 4);
    expect(cleaned!.bytes).toBe(asRecorded!.bytes);
    await rm(folder, { recursive: true });
  });

  function measure(wav: Buffer) {
    const samples = new Int16Array(wav.buffer, wav.byteOffset + 44, Math.floor((wav.length - 44) / 2));
    const squares = samples.reduce((sum, sample) => sum + sample ** 2, 0);
    return { bytes: wav.length, loudness: Math.sqrt(squares / samples.length) };
  }
});
