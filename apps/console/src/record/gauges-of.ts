import type { QualityFlag, RecordingMeasures } from '@polyspool/contracts/records';

export interface GaugeFigure {
  readonly name: string;
  /** With its unit. */
  readonly text: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What is good, on the same scale. */
  readonly good: readonly [from: number, to: number];
  readonly isGood: boolean;
  /** Good or not, in words. */
  readonly verdict: string;
  /** What is measured, and what is good. */
  readonly help: string;
}

/** What was measured of a recording, each on a scale that says what is good. What was not measured is left out. */
export const gaugesOf = (measures: RecordingMeasures): GaugeFigure[] =>
  [
    loudness(measures),
    loudnessRange(measures),
    truePeak(measures),
    clipping(measures),
    noise(measures),
    speech(measures),
  ].filter((gauge) => gauge !== undefined);

const number = (value: number, digits = 1) => value.toFixed(digits).replace('-', '−');

/** The flags are the judgement of who measured; here it is only told. */
const verdictOf = ({ flags }: RecordingMeasures, bad: Partial<Record<QualityFlag, string>>, good: string) => {
  const found = flags.find((flag) => bad[flag] !== undefined);
  return { isGood: found === undefined, verdict: (found && bad[found]) ?? good };
};

function loudness(measures: RecordingMeasures): GaugeFigure | undefined {
  const { integratedLufs: value } = measures;
  if (value === undefined) return undefined;
  return {
    ...{ name: 'Loudness', text: `${number(value)} LUFS`, value, min: -60, max: 0, good: [-33, -13] },
    ...verdictOf(measures, { tooQuiet: 'Too quiet', tooLoud: 'Too loud' }, 'Good'),
    help: 'How loud it is as a whole (EBU R 128). −23 is usual; between −33 and −13 is good.',
  };
}

function loudnessRange({ loudnessRangeLu: value }: RecordingMeasures): GaugeFigure | undefined {
  if (value === undefined) return undefined;
  const isGood = value <= 20;
  return {
    ...{ name: 'Loudness range', text: `${number(value)} LU`, value, min: 0, max: 30, good: [0, 20] },
    ...{ isGood, verdict: isGood ? 'Even' : 'Uneven' },
    help: 'How far soft and loud parts lie apart. Up to 20 can be followed well at home.',
  };
}

function truePeak({ truePeakDbtp: value }: RecordingMeasures): GaugeFigure | undefined {
  if (value === undefined) return undefined;
  const isGood = value <= -1;
  return {
    ...{ name: 'True peak', text: `${number(value)} dBTP`, value, min: -40, max: 3, good: [-40, -1] },
    ...{ isGood, verdict: isGood ? 'Good' : value > 0 ? 'Beyond the limit' : 'At the limit' },
    help: 'Its highest peak. Below −1 nothing is distorted on the way to a listener.',
  };
}

function clipping(measures: RecordingMeasures): GaugeFigure {
  const percent = measures.clippedShare * 100;
  // What is good is too narrow to be seen on an even scale: decades from a hundred thousandth to all of it.
  const decade = Math.log10(Math.max(percent, 0.001));
  return {
    ...{ name: 'Clipping', text: `${shareText(percent)} %` },
    ...{ value: decade, min: -3, max: 2, good: [-3, -2] as const },
    ...verdictOf(measures, { clipped: 'Clipped' }, percent === 0 ? 'None' : 'Good'),
    help: 'How much of it is cut off because it was too loud for the recorder. Up to 0.01 % is not heard.',
  };
}

function shareText(percent: number) {
  if (percent === 0) return '0';
  return percent < 0.001 ? '< 0.001' : number(percent, percent < 1 ? 3 : 1);
}

function noise(measures: RecordingMeasures): GaugeFigure | undefined {
  const { signalToNoiseDb: value } = measures;
  if (value === undefined) return undefined;
  return {
    ...{ name: 'Signal to noise', text: `${number(value)} dB`, value, min: 0, max: 60, good: [15, 60] },
    ...verdictOf(measures, { noisy: 'Noisy' }, value >= 30 ? 'Very clear' : 'Good'),
    help: 'How far the voice stands above what is heard in its pauses. From 15 on it is easy to follow.',
  };
}

function speech(measures: RecordingMeasures): GaugeFigure {
  const { speechSeconds, durationSeconds } = measures;
  const value = durationSeconds > 0 ? (speechSeconds / durationSeconds) * 100 : 0;
  return {
    ...{ name: 'Speech', text: `${number(value, 0)} %`, value, min: 0, max: 100, good: [25, 100] },
    ...verdictOf(measures, { noSpeech: 'None', littleSpeech: 'Little' }, 'Good'),
    help: 'In how much of the time somebody speaks. From a quarter on is usual.',
  };
}
