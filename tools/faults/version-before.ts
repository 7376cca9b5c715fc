import { homedir } from 'node:os';
import { join } from 'node:path';
import { makeWhole } from '../images/make-whole.ts';
import { runToEnd } from '../images/run-to-end.ts';

/** Another version of this repository, built, by its commit; made once and kept in the cache. Answers its folder. */
export async function versionBefore(root: string, ref: string): Promise<string> {
  const commit = (await runToEnd('git', ['rev-parse', '--verify', `${ref}^{commit}`], { cwd: root })).trim();
  const path = join(homedir(), '.cache/polyspool/versions', commit);
  await makeWhole(path, async (cwd) => {
    console.log(`Building version ${commit.slice(0, 12)}, about three minutes ...`);
    await runToEnd('git', ['clone', '--quiet', root, '.'], { cwd });
    await runToEnd('git', ['checkout', '--quiet', commit], { cwd });
    // Whatever it is asked for, it first brings itself up to it.
    await runToEnd(process.execPath, ['tools/setup/run.mjs', 'faults', '--help'], { cwd });
  });
  return path;
}
