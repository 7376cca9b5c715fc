import { byteSize, clockTime, languageName, timeAgo } from './format.js';

const now = Date.parse('2026-01-02T12:00:00Z');

it.each([
  [0, '0:00'],
  [65.9, '1:05'],
  [3725, '1:02:05'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(clockTime(seconds)).toBe(text);
});

it.each([
  [0, '0 bytes'],
  [740, '740 bytes'],
  [1_400_000, '1.4 MB'],
  [48_000_000, '48 MB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(byteSize(bytes)).toBe(text);
});

it.each([
  ['2026-01-02T11:59:50Z', 'just now'],
  ['2026-01-02T11:55:00Z', '5 minutes ago'],
  ['2026-01-01T12:00:00Z', 'yesterday'],
])('calls %s "%s"', (date, text) => {
  expect(timeAgo(date, now)).toBe(text);
});

it('names a language, and an unknown one by its tag', () => {
  expect(languageName('es')).toBe('Spanish');
  expect(languageName('qqq')).toBe('qqq');
});
