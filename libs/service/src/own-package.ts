import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

const Package = z.object({ name: z.string(), version: z.string() });

/** Name (without scope) and version of the package that `script` belongs to: the nearest package.json above it. */
export function ownPackage(script = process.argv[1] ?? process.cwd()) {
  for (let folder = resolve(script); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const { name, version } = Package.parse(JSON.parse(readFileSync(file, 'utf8')));
      return { name: name.replace(/^@[^/]*\//, ''), version };
    }
    if (folder === dirname(folder)) return { name: 'unknown', version: 'unknown' };
  }
}
