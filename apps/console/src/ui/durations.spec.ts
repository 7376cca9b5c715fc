import fc from 'fast-check';
import { countdown, forecastDuration, roughDuration } from './durations.js';

it.each([
  [0.2, '1 s'],
  [12, '12 s'],
  [250, '4 min'],
  [3600, '1 h'],
  [4800, '1 h 20 min'],
  [86_400, '1 d'],
  [100_000, '1 d 4 h'],
])('calls %d seconds about "%s"', (seconds, text) => {
  expect(roughDuration(seconds)).toBe(text);
});

it.each([
  [-3, '0 s'],
  [11.2, '12 s'],
  [60, '1 min'],
  [125, '2 min 5 s'],
  [1500, '25 min'],
])('counts %d seconds down as "%s"', (seconds, text) => {
  expect(countdown(seconds)).toBe(text);
});

it.each([
  [1, '5 s'],
  [12, '15 s'],
  [56, '1 min'],
  [199, '4 min'],
  [3600, '1 h'],
  [4000, '1 h 10 min'],
])('foretells %d seconds as "%s"', (seconds, text) => {
  expect(forecastDuration(seconds)).toBe(text);
});

it('never foretells less than there is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80_000 }), (seconds) => secondsOf(forecastDuration(seconds)) >= seconds),
  );
});

const units: Record<string, number> = { s: 1, min: 60, h: 3600, d: 86_400 };
const secondsOf = (text: string) =>
  [...text.matchAll(/(\d+) (\w+)/g)].reduce((sum, [, amount, unit]) => sum + Number(amount) * units[unit!]!, 0);
