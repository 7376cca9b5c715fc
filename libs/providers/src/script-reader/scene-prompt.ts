import type { RawScene } from './raw-script.js';

const longestPrompt = 600;

/** What its picture shows: where it is, and what is seen; of a scene that tells nothing of that, what is said. */
export function promptOf({ heading, action, lines }: RawScene): string {
  const said = lines.map(({ text }) => text).join(' ');
  const text = [placeOf(heading), action || said].filter(Boolean).join('. ').replace(/\s+/gu, ' ');
  if (text.length <= longestPrompt) return text || 'An empty stage';
  const cut = text.slice(0, longestPrompt);
  return cut.slice(0, Math.max(cut.lastIndexOf('. ') + 1, cut.lastIndexOf(' '))).trim() || cut;
}

/** `INT. KITCHEN - NIGHT` is the Kitchen. */
export function titleOf(heading: string) {
  const [what = ''] = placeOf(heading).split(',');
  return what.slice(0, 1).toLocaleUpperCase() + what.slice(1);
}

/** `INT. KITCHEN - NIGHT` is a kitchen, inside, at night. */
function placeOf(heading: string) {
  const [, where, place] = /^(INT\.?\/EXT|EXT\.?\/INT|I\/E|INT|EXT|EST)[. ]+(.*)$/iu.exec(heading) ?? [];
  if (place === undefined) return heading.replace(/[.:]+$/u, '');
  const [what, ...when] = place.split(/\s+[-–—]\s+/u).map((part) => part.toLowerCase().replace(/[.:]+$/u, ''));
  return [what, /^int/iu.test(where!) ? 'indoors' : 'outdoors', ...when].filter(Boolean).join(', ');
}
