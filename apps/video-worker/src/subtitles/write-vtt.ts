import type { Cue } from './subtitle-cues.js';
import { timestamp } from './timestamp.js';

/** WebVTT. Text is escaped: `<`, `>` and `&` would be markup, and `-->` would end the cue. */
export function writeVtt(cues: readonly Cue[]) {
  return ['WEBVTT\n', ...cues.map(block)].join('\n');
}

function block({ startMs, endMs, lines }: Cue) {
  return `${timestamp(startMs, '.')} --> ${timestamp(endMs, '.')}\n${lines.map(escapeText).join('\n')}\n`;
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
