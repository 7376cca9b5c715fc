import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { envFileNames, sampleOf } from './write-env-files.ts';

/** What the samples set and files in `folder` do not, `gateway.env: METRICS_KEY=${metrics_key}`: their owner made them from older samples. */
export const absentSettings = (folder: string): string[] =>
  envFileNames()
    .filter((name) => existsSync(join(folder, name)))
    .flatMap((name) => {
      const own = parseEnv(readFileSync(join(folder, name), 'utf8'));
      const isThere = (setting: string) => setting in own || `${setting}_FILE` in own;
      // Of a setting without a value nobody misses the line.
      const wanted = Object.entries(parseEnv(sampleOf(name))).filter(([, value]) => value);
      return wanted.flatMap(([setting, value]) => (isThere(setting) ? [] : `${name}: ${setting}=${value}`));
    });
