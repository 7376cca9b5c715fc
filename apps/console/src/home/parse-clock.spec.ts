import fc from 'fast-check';
import { clockTime } from '../ui/format.js';
import { parseClock } from './parse-clock.js';

it.each([
  ['65', 65],
  ['65.5', 65.5],
  ['1:05', 65],
  [' 1:02:05 ', 3725],
  ['90:00', 5400],
])('reads %s as %d seconds', (text, seconds) => {
  expect(parseClock(text)).toBe(seconds);
});

it.each(['', 'soon', '1:60', '1:75:00', '-3', '1:2:3:4', '1:'])('does not read "%s"', (text) => {
  expect(parseClock(text)).toBeUndefined();
});

it('reads what the player shows', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 14_400 }), (seconds) => parseClock(clockTime(seconds)) === seconds));
});
