/** Programs that a page has its readers type. */
const programs = [
  ...['npx polyspool', 'npm run', 'node', 'curl', 'psql', 'redis-cli', 'redis-server'],
  ...['docker', 'kubectl', 'systemctl', 'supervisorctl', 'dmesg', 'uptime', 'vmstat', 'ps', 'df', 'du'],
];
const typed = new RegExp(`^(${programs.join('|')})( |$)`);

/** In a sentence or a table, outside of blocks. */
export function commandSpans(text: string): string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!);
  return spans.filter((span) => typed.test(span) && span.includes(' '));
}

/** All that a page has typed: in blocks of both kinds, behind `#` as another way, inside of functions, and in its sentences. */
export function commandsIn(text: string): string[] {
  const fenced = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) => block!.split('\n'));
  const indented = text.split('\n').flatMap((line) => /^ {4,}(\S.*)$/.exec(line)?.[1] ?? []);
  const lines = [...fenced, ...indented].flatMap((line) => line.split(/ && |\s+#\s+|\(\) \{ |\$\(|; \}/));
  return [...lines.map((line) => line.trim()).filter((line) => typed.test(line)), ...commandSpans(text)];
}
