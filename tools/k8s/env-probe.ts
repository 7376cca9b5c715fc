// `node env-probe.ts`, with a list of `{ module, env }` on stdin: which variables each `env.ts` has taken, or what it complains of.
// A process of its own, since the environment of this one is replaced.
import { json } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

interface Probe {
  readonly module: string;
  readonly env: Readonly<Record<string, string>>;
}

const answers: object[] = [];
for (const [index, { module, env }] of ((await json(process.stdin)) as Probe[]).entries()) {
  process.env = { ...env };
  // The number makes it another module: it reads the environment once.
  const address = `${pathToFileURL(module).href}?${index}`;
  answers.push(
    await import(address).then(
      (loaded: { env: object }) => ({ taken: Object.keys(loaded.env) }),
      (error: Error) => ({ complaint: error.message }),
    ),
  );
}
process.stdout.write(JSON.stringify(answers));
