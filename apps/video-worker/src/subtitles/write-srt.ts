import type { Cue } from './subtitle-cues.js';
import { timestamp } from './timestamp.js';

/** SubRip. Cues are numbered from 1. */
export function writeSrt(cues: readonly Cue[]) {
  return cues.map(block).join('\n');
}

function block({ startMs, endMs, lines }: Cue, index: number) {
  return `${index + 1}\n${timestamp(startMs, ',')} --> ${timestamp(endMs, ',')}\n${lines.join('\n')}\n`;
}
