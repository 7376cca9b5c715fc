import type { Cue } from './subtitle-cues.js';
import { timestamp } from './timestamp.js';

/**
 * WebVTT, in pieces. In two languages the lines carry the classes `spoken` and `translated`, and by the default class
 * `yellow` (W3C WebVTT 5.1) they differ without a `STYLE` block: ffmpeg 5.1 reads no cue of a file with one.
 */
export function* vttBlocks(cues: Iterable<Cue>, { isDual = false } = {}): Generator<string> {
  yield 'WEBVTT\n';
  for (const { startMs, endMs, lines, translatedLines = [] } of cues) {
    const rows = isDual
      ? [...classed('spoken', lines), ...classed('translated.yellow', translatedLines)]
      : [...lines, ...translatedLines].map(escapeText);
    yield `\n${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}\n${rows.join('\n')}\n`;
  }
}

export const writeVtt = (cues: Iterable<Cue>, options = {}) => [...vttBlocks(cues, options)].join('');

const classed = (name: string, lines: readonly string[]) => lines.map((line) => `<c.${name}>${escapeText(line)}</c>`);

/** `<`, `>` and `&` would be markup, and `-->` would end the cue. */
const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
