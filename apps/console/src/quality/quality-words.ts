import type { QualityCheck, QualityRule, QualityUnit } from '@polyspool/contracts/subtitle-quality';

/** What each check finds, in a few words. */
export const checkNames: Record<QualityCheck, string> = {
  readingSpeed: 'Too fast to read',
  lineLength: 'Line too long',
  overlap: 'Two at the same time',
  gap: 'Too close to the next one',
  tooShort: 'Shown too briefly',
  tooLong: 'Shown too long',
  lowConfidence: 'The engine was not sure',
  repeat: 'Said again and again',
  silentStart: 'Begins in silence',
};

/** What a reader can do about it. */
export const checkAdvice: Partial<Record<QualityCheck, string>> = {
  readingSpeed: 'Shorten the text: edit the line.',
  lineLength: 'Shorten the text: edit the line.',
  lowConfidence: 'Listen to it, and put right what is wrong.',
  repeat: 'Engines invent repetitions in noise: listen to it.',
  silentStart: 'Engines invent text in silence: listen to it.',
};

const unitNames: Record<QualityUnit, string> = {
  'characters/s': ' characters/s',
  characters: ' characters',
  seconds: ' s',
  confidence: ' confidence',
  repeats: ' times',
};

export const valueWords = (value: number, unit: QualityUnit) =>
  `${unit === 'confidence' ? value.toFixed(2) : Number(value.toFixed(value < 10 ? 2 : 1))}${unitNames[unit]}`;

export const ruleWords = ({ bound, threshold, unit }: QualityRule) =>
  `at ${bound === 'max' ? 'most' : 'least'} ${valueWords(threshold, unit)}`;
