import type { Draft } from './draft-of.js';
import type { PageFacts } from './page-facts.js';

/** A program in a typewriter face: translated, it would be none any more. */
export function isCode({ style, paragraph: { cluster } }: Draft, { isBodyMono }: PageFacts): boolean {
  if (!style.isMono || isBodyMono) return false;
  const lines = cluster.lines.map(({ text }) => text);
  const said = lines.join(' ');
  const letters = said.match(/\p{L}/gu)?.length ?? 0;
  const signs = said.match(/[{}()[\];=<>/\\_$#|&%@"'`]|->|::/g)?.length ?? 0;
  if (!letters || signs < 0.08 * letters) return false;
  return lines.filter((line) => statement.test(line)).length >= lines.length / 2;
}

const statement =
  /[;{}]\s*$|^\s*[#$%>]\s|^\s*\/\/|^\s*<\/?\w|\w\(.*\)|\w+(\.\w+)+\(|[=!<>]=|&&|\|\||->|=>|::|^\s*(def|class|import|from|return|if|else|for|while|function|var|let|const|public|private|static|void|int|elif|end|try|catch|use|my|sub|echo|sudo|cd|ls|git)\b/;
