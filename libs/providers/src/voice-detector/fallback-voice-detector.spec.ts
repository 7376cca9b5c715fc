import { AppError } from '@polyspool/contracts/errors';
import { FakeVoiceDetector } from './fake-voice-detector.js';
import { FallbackVoiceDetector } from './fallback-voice-detector.js';

const audio = { path: 'speech.flac', demuxer: 'flac' };
const speech = [{ startSeconds: 1, endSeconds: 2 }];

class CheckedDetector extends FakeVoiceDetector {
  checks = 0;
  fault: AppError | undefined;

  override async describe() {
    return { engine: 'first', version: '1' };
  }

  async check() {
    this.checks++;
    if (this.fault) throw this.fault;
  }
}

describe('FallbackVoiceDetector', () => {
  const open = (fault?: AppError) => {
    const first = new CheckedDetector(speech);
    first.fault = fault;
    return { first, detector: new FallbackVoiceDetector(first, new FakeVoiceDetector()) };
  };

  it('takes the first where it is there, and looks once', async () => {
    const { first, detector } = open();

    expect(await detector.describe()).toMatchObject({ engine: 'first' });
    expect(await detector.detect(audio, { durationSeconds: 9 })).toEqual(speech);
    expect(first.checks).toBe(1);
  });

  it('takes the second where the first is not installed, and says so', async () => {
    const { detector } = open(new AppError('engine.missing', 'sherpa-onnx cannot be loaded'));

    expect(await detector.describe()).toMatchObject({ engine: 'fake' });
    expect(await detector.detect(audio, { durationSeconds: 9 })).toEqual([{ startSeconds: 0, endSeconds: 9 }]);
  });

  it('does not take a passing failure for a missing engine', async () => {
    const { first, detector } = open(new AppError('engine.failed', 'out of memory'));

    await expect(detector.describe()).rejects.toMatchObject({ code: 'engine.failed' });
    first.fault = undefined;
    expect(await detector.describe()).toMatchObject({ engine: 'first' });
  });
});
