import { importsOf, sourceFiles } from './measure/source-files.ts';

const files = sourceFiles();
const byPath = new Map(files.map((file) => [file.path, file]));
const known = new Set(byPath.keys());

/** Adds up requests over replicas; that nobody waits for it is shown by the gateway's `request-limits.int.spec.ts`. */
const counter = 'libs/access/src/request-counter.ts';

/** What a file of ours brings with it at run time, itself included; not what only `except` brings. */
function reachedFrom(path: string, except?: string) {
  const reached = new Set([path]);
  for (const one of reached) {
    if (one === except) continue;
    for (const next of importsOf(byPath.get(one)!, known)) reached.add(next);
  }
  return [...reached];
}

const openers = (paths: readonly string[]) =>
  paths.filter((path) => /^import (?!type\b).*from '(ioredis|bullmq)'/m.test(byPath.get(path)!.text));

describe('the gateway', () => {
  it('has no way to Redis but the counting of requests: no POST waits for it, whatever has become of it', () => {
    const reached = reachedFrom('apps/gateway/src/main.ts', counter);

    expect(reached.length).toBeGreaterThan(50);
    expect(reached).toContain(counter);
    expect(openers(reached)).toEqual([]);
  });

  it('is looked at in a way that would find one', () => {
    expect(openers(reachedFrom('apps/job-status/src/main.ts'))).toContain('libs/jobs/src/redis-connection.ts');
    expect(openers(reachedFrom(counter))).toEqual(['libs/jobs/src/redis-connection.ts']);
  });
});
