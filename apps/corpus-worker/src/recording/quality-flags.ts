import type { QualityFlag, RecordingMeasures } from '@polyspool/contracts/records';

/** Where each comes from says the README. */
export const thresholds = {
  tooQuietLufs: -33,
  tooLoudLufs: -13,
  clippedShare: 0.0001,
  noisyDb: 15,
  littleSpeechShare: 0.25,
  tooShortSeconds: 1,
  lowSampleRateHz: 16_000,
} as const;

/** Less cannot be measured: it is not even one block of EBU R 128. */
const leastMeasuredSeconds = 0.4;

type Measured = Omit<RecordingMeasures, 'flags'>;

const rules: Readonly<Record<QualityFlag, (measured: Measured) => boolean>> = {
  tooQuiet: ({ integratedLufs: lufs, durationSeconds }) =>
    lufs === undefined ? durationSeconds >= leastMeasuredSeconds : lufs < thresholds.tooQuietLufs,
  tooLoud: ({ integratedLufs: lufs = -Infinity }) => lufs > thresholds.tooLoudLufs,
  clipped: ({ clippedShare }) => clippedShare > thresholds.clippedShare,
  noisy: ({ signalToNoiseDb: db = Infinity }) => db < thresholds.noisyDb,
  littleSpeech: ({ speechSeconds, durationSeconds }) =>
    speechSeconds > 0 && speechSeconds < durationSeconds * thresholds.littleSpeechShare,
  noSpeech: ({ speechSeconds }) => speechSeconds === 0,
  tooShort: ({ durationSeconds }) => durationSeconds < thresholds.tooShortSeconds,
  lowSampleRate: ({ sampleRateHz }) => sampleRateHz < thresholds.lowSampleRateHz,
};

/** What a listener would complain of. */
export const qualityFlags = (measured: Measured): QualityFlag[] =>
  (Object.keys(rules) as QualityFlag[]).filter((flag) => rules[flag](measured));
