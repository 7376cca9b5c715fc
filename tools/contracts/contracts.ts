import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { additionsOf, breaksOf } from './compare-surfaces.ts';
import { ruleFaults } from './rule-faults.ts';
import { type Documents, type Surface, surfaceOf } from './surface.ts';

/**
 * `npm run contracts [-- --check | --accept-breaking]`: looks whether the descriptions of the API and of the live channels keep
 * the rules, compares them with `snapshot.json`, and takes over what has been added. What breaks others is refused unless it is
 * accepted by name.
 */
const place = new URL('snapshot.json', import.meta.url);
const flags = new Set(process.argv.slice(2));

const documents = describe();
const faults = [
  ...(await ruleFaults('openapi', documents.openapi)),
  ...(await ruleFaults('asyncapi', documents.asyncapi)),
];
if (faults.length) fail(`The descriptions do not keep the rules:\n${list(faults)}`);

const now = surfaceOf(documents);
const text = write(now);
const kept = existsSync(place) ? readFileSync(place, 'utf8') : undefined;
const before = kept === undefined ? now : (JSON.parse(kept) as Surface);
const breaks = breaksOf(before, now);
if (breaks.length && !flags.has('--accept-breaking')) {
  fail(
    `This breaks what others have built on it:\n${list(breaks)}\nKeep what was there, or accept it by --accept-breaking.`,
  );
}
const additions = list(additionsOf(before, now));
if (kept !== text) {
  if (flags.has('--check')) fail(`The contracts have changed: take that over by npm run contracts.\n${additions}`);
  writeFileSync(place, text);
}
const [operations, messages, schemas] = [now.operations, now.messages, now.schemas].map(
  (part) => Object.keys(part).length,
);
console.log(
  `${operations} operations, ${messages} messages, ${schemas} schemas: ${kept === text ? 'as they were' : 'taken over'}`,
);
if (additions) console.log(additions);

function describe(): Documents {
  const program = new URL('../../apps/gateway/dist/describe.js', import.meta.url).pathname;
  if (!existsSync(program)) fail('Build the gateway first: npx nx build @polyspool/gateway');
  const printed = execFileSync(process.execPath, [program], { maxBuffer: 64 * 1024 ** 2, encoding: 'utf8' });
  return JSON.parse(printed) as Documents;
}

/** One line for each, so that a change is seen where it is. */
function write(surface: Surface) {
  const part = (entries: object) =>
    Object.entries(entries)
      .map(([name, value]) => `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(',\n');
  const parts = Object.entries(surface).map(
    ([name, entries]) => `  ${JSON.stringify(name)}: {\n${part(entries as object)}\n  }`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}

function list(lines: readonly string[]) {
  return lines.map((line) => `  ${line}`).join('\n');
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
