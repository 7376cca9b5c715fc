import fc from 'fast-check';
import type { TimedText } from './subtitle-cues.js';

export const hostileWords = [
  ...[
    'speech',
    'a-->b',
    '-->',
    '<i>',
    '</i>',
    '<font',
    'color="red">',
    '{\\an8}',
    '{\\b1',
    '}',
    '{',
    '\\',
    '\\N',
    '\\h',
  ],
  ...['&amp;', '&', '&#60;', '\n\n2\n', '\u0000', '\r', '42', '00:00:01,000 --> 00:00:02,000', 'WEBVTT', 'NOTE x'],
  ...['Überraschungen', '한국어', 'తెలుగు', 'नमस्ते', 'مرحبا', 'שלום', '他不是一个坏脾气的年轻人', '\u202e', '👨‍👩‍👧'],
];

export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...hostileWords), { maxLength: 40 }).map((words) => words.join(' ')),
  fc.array(fc.constantFrom(...hostileWords)).map((words) => words.join('')),
);

/** In time order, as hostile as they come: markup, arrows, line breaks, overlaps, no length at all. */
export const timedTexts: fc.Arbitrary<TimedText[]> = fc
  .array(
    fc.record({
      text: hostileText,
      startSeconds: fc.double({ min: 0, max: 300_000, noNaN: true }),
      lengthSeconds: fc.double({ min: 0, max: 60, noNaN: true }),
    }),
  )
  .map((all) =>
    all
      .map(({ text, startSeconds, lengthSeconds }) => ({
        text,
        startSeconds,
        endSeconds: startSeconds + lengthSeconds,
      }))
      .sort((a, b) => a.startSeconds - b.startSeconds),
  );

/** Reads blocks of `[id]`, times and lines, as a player does: a blank line ends a cue. */
export function parseSubtitles(text: string) {
  const blocks = text.split('\n\n').filter((block) => block !== '');
  return blocks.map((block) => {
    const rows = block.replace(/\n$/, '').split('\n');
    const times = rows.findIndex((row) => row.includes(' --> '));
    const [startMs, endMs] = rows[times]!.split(' --> ').map(toMs);
    return { id: rows.slice(0, times).join(), startMs, endMs, lines: rows.slice(times + 1) };
  });
}

function toMs(time: string) {
  const [, hours, minutes, seconds, milliseconds] = /^(\d{2,}):(\d\d):(\d\d)[.,](\d{3})$/.exec(time)!.map(Number);
  return ((hours! * 60 + minutes!) * 60 + seconds!) * 1000 + milliseconds!;
}

export function unescapeText(text: string) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
