import type { ScriptFormat } from '@polyspool/contracts/film';

const marks: readonly { readonly format: ScriptFormat; readonly pattern: RegExp }[] = [
  { format: 'fountain', pattern: /^(?:INT|EXT|EST|INT\.?\/EXT|I\/E)[. ]/imu },
  { format: 'fountain', pattern: /^(?:Title|Credit|Author|Draft date):/imu },
  { format: 'markdown', pattern: /^#{1,6} \S/mu },
];

/** What a script looks like. */
export function formatOf(script: string): ScriptFormat {
  if (/^\s*[[{]/u.test(script) && /[\]}]\s*$/u.test(script)) return 'json';
  return marks.find(({ pattern }) => pattern.test(script))?.format ?? 'prose';
}
