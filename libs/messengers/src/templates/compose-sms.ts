import type { Notice } from './notice.js';

/** Three messages of a script with many letters, six of a Latin one. */
const mostCharacters = 400;

/** A notice as a text message: what it is about, and where to look. */
export function composeSms({ subject, paragraphs, button }: Notice): string {
  const link = button ? `\n${button.url}` : '';
  const text = [subject, ...paragraphs].join('\n');
  const room = mostCharacters - [...link].length;
  const letters = [...text];
  return `${letters.length > room ? `${letters.slice(0, room - 1).join('')}…` : text}${link}`;
}
