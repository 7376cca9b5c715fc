// `node task-host.js <url of a task module>`: what `runTask` starts. Input comes by stdin, lines go out by stdout.
import { text } from 'node:stream/consumers';

const [url = ''] = process.argv.slice(2);
const recordMark = '\u001e';

const write = (line: unknown, done?: () => void) =>
  process.stdout.write(`${recordMark}${JSON.stringify(line)}\n`, done);

/** Threads of native engines would keep the process. */
const end = (line: unknown) => write(line, () => process.exit());

// Some engines never tell that they have failed: then there is nothing left to wait for.
process.once('beforeExit', () => end({ fault: { code: 'process.failed', detail: 'It gave up without an answer' } }));

try {
  const { run } = await import(url);
  const input: unknown = JSON.parse(await text(process.stdin));
  end({ answer: (await run(input, (message: unknown) => write({ message }))) ?? null });
} catch (error) {
  const { code = '', message = String(error) } = error as Partial<NodeJS.ErrnoException>;
  end({ fault: { code: String(code), detail: message } });
}
