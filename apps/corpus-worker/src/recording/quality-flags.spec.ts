import type { QualityFlag, RecordingMeasures } from '@polyspool/contracts/records';
import { qualityFlags } from './quality-flags.js';

const good: Omit<RecordingMeasures, 'flags'> = {
  durationSeconds: 60,
  speechSeconds: 40,
  integratedLufs: -23,
  truePeakDbtp: -3,
  clippedShare: 0,
  signalToNoiseDb: 35,
  sampleRateHz: 48_000,
  channels: 1,
};

describe('qualityFlags', () => {
  it('finds nothing wrong with a good recording', () => {
    expect(qualityFlags(good)).toEqual([]);
  });

  it.each<[QualityFlag[], Partial<typeof good>]>([
    [['tooQuiet'], { integratedLufs: -33.1 }],
    [['tooLoud'], { integratedLufs: -12.9 }],
    [['clipped'], { clippedShare: 0.00011 }],
    [['noisy'], { signalToNoiseDb: 14.9 }],
    [['littleSpeech'], { speechSeconds: 14.9 }],
    [['noSpeech'], { speechSeconds: 0 }],
    [['tooShort'], { durationSeconds: 0.9, speechSeconds: 0.8 }],
    [['lowSampleRate'], { sampleRateHz: 8000 }],
    [['tooQuiet', 'noSpeech'], { integratedLufs: undefined, speechSeconds: 0, signalToNoiseDb: undefined }],
    [['noSpeech', 'tooShort'], { integratedLufs: undefined, speechSeconds: 0, durationSeconds: 0.3 }],
  ])('says %j of %j', (flags, change) => {
    expect(qualityFlags({ ...good, ...change })).toEqual(flags);
  });
});
