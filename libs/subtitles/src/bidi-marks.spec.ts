import { withBidiMarks } from './bidi-marks.js';

describe('withBidiMarks', () => {
  it('holds a line of a language that reads from right to left together', () => {
    expect(withBidiMarks('قال API مرحبا.', 'ar')).toBe('\u202bقال API مرحبا.\u202c');
    expect(withBidiMarks('HTML הוא שפה!', 'he-IL')).toBe('\u202bHTML הוא שפה!\u202c');
  });

  it('keeps an English line with Arabic words English', () => {
    expect(withBidiMarks('مرحبا means hello.', 'en')).toBe('\u202aمرحبا means hello.\u202c');
  });

  it('leaves lines of one direction alone', () => {
    expect(withBidiMarks('Hello, world.', 'en')).toBe('Hello, world.');
    expect(withBidiMarks('OK!', 'ar')).toBe('OK!');
    expect(withBidiMarks('안녕하세요.', 'ko')).toBe('안녕하세요.');
  });
});
