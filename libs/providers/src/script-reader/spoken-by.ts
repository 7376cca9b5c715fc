import type { SpokenLine } from '@polyspool/contracts/film';

/** `Name: words`, `NAME: words`; a name has few words, which begin with capitals or belong to a script that has none. */
const named =
  /^(?<speaker>(?:[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’-]*)(?:[ \t][\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}.'’-]*){0,2})[ \t]*[:：][ \t]+(?<text>\S.*)$/u;
const narrators = /^(narrator|narrador|narratrice|narrateur|erz[äa]hler(in)?|voice[ -]?over|v\.o\.)$/iu;

/** Who says what. Lines that name nobody go on with what was said before. */
export function spokenBy(lines: readonly string[]): SpokenLine[] {
  const said: { speaker?: string; text: string }[] = [];
  for (const line of lines) {
    const { speaker, text } = named.exec(line)?.groups ?? {};
    const last = said.at(-1);
    if (text) said.push({ text, ...speakerOf(speaker) });
    else if (last) last.text = `${last.text} ${line}`.trim();
    else if (line) said.push({ text: line });
  }
  return said;
}

/** The narrator is nobody in particular. */
export const speakerOf = (name: string | undefined) =>
  name && !narrators.test(name.trim()) ? { speaker: name.trim() } : {};
