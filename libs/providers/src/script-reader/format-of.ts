import type { ScriptFormat } from '@polyspool/contracts/film';

/** Capitals, and a line of their own after an empty one or at the beginning: prose may begin a line with "est" too. */
const fountain = [
  /(?:^|\n[^\S\n]*\n)(?:INT|EXT|EST|INT\.?\/EXT|I\/E)[. ][^\n]*\p{Lu}/u,
  /^Title:[^\n]*\n(?:[^\n]+\n)*\n/u,
];
const markdown = /^#{1,6} \S/mu;

/** What a script looks like. */
export function formatOf(script: string): ScriptFormat {
  if (isJson(script)) return 'json';
  if (fountain.some((pattern) => pattern.test(script))) return 'fountain';
  return markdown.test(script) ? 'markdown' : 'prose';
}

/** An object, or a list of objects: `[Music plays]` is none. */
const isJson = (script: string) => /^\s*(?:\[\s*)?\{/u.test(script) && /[\]}]\s*$/u.test(script);
