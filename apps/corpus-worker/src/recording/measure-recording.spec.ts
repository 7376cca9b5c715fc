import { FileKey } from '@polyspool/contracts/files';
import { measuresOf } from './measure-recording.js';

const picture = FileKey.parse('picture.png');
const loudness = { integratedLufs: -23, truePeakDb: -3, rangeLu: 20.1 };

const measuresOfSeconds = (durationSeconds: number) =>
  measuresOf(
    {
      probe: {
        demuxer: 'wav',
        durationSeconds,
        audioTracks: [{ codec: 'pcm_s16le', channels: 2, sampleRateHz: 44_100 }],
      },
      speech: [{ startSeconds: 0, endSeconds: durationSeconds + 0.04 }],
    },
    { loudness },
    { clippedShare: 0, waveform: picture, spectrogram: picture },
  );

describe('measuresOf', () => {
  it('says nothing of the loudness range of what is too short to have one', () => {
    expect(measuresOfSeconds(3).loudnessRangeLu).toBeUndefined();
    expect(measuresOfSeconds(10).loudnessRangeLu).toBe(20.1);
  });

  it('finds no more speech than there is sound', () => {
    expect(measuresOfSeconds(3.01)).toMatchObject({
      speechSeconds: 3.01,
      channels: 2,
      sampleRateHz: 44_100,
      flags: [],
    });
    expect(measuresOfSeconds(2.99).speechSeconds).toBe(2.99);
  });
});
