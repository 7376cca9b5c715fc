import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { postgresHome } from '../start/private-postgres.ts';

/** The same apps with a state of their own, on the same disk: the figures do not depend on what was done here before. */
export function benchCheckout(checkout: string, name: string) {
  const root = join(checkout, '.polyspool', name);
  const remove = () => {
    for (const path of [root, postgresHome(root, join(root, '.polyspool'))])
      rmSync(path, { recursive: true, force: true });
  };
  remove();
  mkdirSync(root, { recursive: true });
  symlinkSync(join(checkout, 'apps'), join(root, 'apps'));
  return { root, remove };
}
