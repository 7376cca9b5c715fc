import { readCliEnv } from './env.js';
import { runCli } from './run-cli.js';

const { POLYSPOOL_URL: url, POLYSPOOL_KEY: key } = readCliEnv();
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
// Who reads no further, as `head`, wants nothing more.
process.stdout.on('error', () => process.exit(0));

process.exitCode = await runCli(process.argv.slice(2), {
  url,
  key,
  signal: stop.signal,
  stdin: process.stdin,
  terminal: process.stdout.isTTY ? process.stdout : undefined,
  write: (line) => process.stdout.write(line.endsWith('\n') ? line : `${line}\n`),
  complain: (line) => process.stderr.write(line.endsWith('\n') ? line : `${line}\n`),
});
