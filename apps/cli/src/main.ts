import { readCliEnv } from './env.js';
import { runCli } from './run-cli.js';
import { printable } from './show/printable.js';

const { POLYSPOOL_URL: url, POLYSPOOL_KEY: key } = readCliEnv();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
// Who reads no further, as `head`, wants nothing more; a full disk is another matter.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));

const writeTo = (stream: NodeJS.WriteStream) => (line: string) =>
  stream.write((stream.isTTY ? printable(line) : line) + (line.endsWith('\n') ? '' : '\n'));

process.exitCode = await runCli(process.argv.slice(2), {
  url,
  key,
  signal: stop.signal,
  stdin: process.stdin,
  terminal: process.stdout.isTTY ? process.stdout : undefined,
  write: writeTo(process.stdout),
  complain: writeTo(process.stderr),
});
